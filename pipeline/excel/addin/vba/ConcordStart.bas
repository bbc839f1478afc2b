Attribute VB_Name = "ConcordStart"
Option Explicit

' Hands over to Python, which does everything else and shows what came of it. `what` is one of button.py's functions.
Public Sub StartConcord(what As String, needsWorkbook As Boolean)
    Dim added As Object
    If Not IsReady() Then Exit Sub
    If ActiveWorkbook Is Nothing Then
        If needsWorkbook Then
            MsgBox ConcordWords.OpenFirst, vbInformation, ConcordWords.Title
            Exit Sub
        End If
        Set added = Workbooks.Add
    End If
    ' On macOS the name goes through a shell, to which these letters are more than letters.
    If OnMac() And ActiveWorkbook.Name Like "*[$`""\|]*" Then
        MsgBox ConcordWords.Rename, vbInformation, ConcordWords.Title
        Exit Sub
    End If
    Application.StatusBar = ConcordWords.Starting
    ' xlwings lets an empty setting stand for the current folder: no code is taken from there.
    xlwings.RunPython "import sys; sys.path = [p for p in sys.path if p]; from pipeline.excel import button; button." & what
    If OnMac() Then Exit Sub ' there Python goes on by itself
    Application.StatusBar = False
    If Not added Is Nothing Then added.Close False
End Sub

Private Function IsReady() As Boolean
    If Not xlwings.FileExists(xlwings.GetConfigFilePath()) Then
        MsgBox ConcordWords.NotSetUp, vbInformation, ConcordWords.Title
    ElseIf OnMac() Then ' Excel may not look there
        IsReady = True
    ElseIf Not xlwings.FileExists(xlwings.GetConfig("INTERPRETER_WIN")) Then
        MsgBox ConcordWords.NoPython & vbLf & xlwings.GetConfig("INTERPRETER_WIN"), vbInformation, ConcordWords.Title
    Else
        IsReady = True
    End If
End Function

Public Function OnMac() As Boolean
    OnMac = (Application.PathSeparator = "/")
End Function

' What to show of what Python left behind: what Concord itself says, or that it could not start. Details go to a file.
Public Function Worded(details As String) As String
    Dim file As String
    Dim number As Integer
    Dim at As Long
    at = InStr(vbLf & details, vbLf & "Concord:")
    If at > 0 Then
        Worded = Mid$(details, at)
        Exit Function
    End If
    file = Environ(IIf(OnMac(), "HOME", "TEMP")) & Application.PathSeparator & "concord-start.log"
    Worded = ConcordWords.NotStarted & vbLf & file
    On Error Resume Next
    number = FreeFile
    Open file For Output As #number
    Print #number, details
    Close #number
End Function
