Attribute VB_Name = "ConcordStart"
Option Explicit

' Hands over to Python, which does everything else and shows what came of it. `what` is one of button.py's functions,
' and what people were asked before, each as Coded makes it, with bars between.
Public Sub StartConcord(what As String, needsWorkbook As Boolean)
    Dim added As Object
    Dim says As String
    If ActiveWorkbook Is Nothing Then
        If needsWorkbook Then
            Say ConcordWords.OpenFirst
            Exit Sub
        End If
        Set added = Workbooks.Add
    End If
    Application.StatusBar = ConcordWords.Starting
    says = Started(Coded(ActiveWorkbook.Name), what)
    If says = "" And OnMac() Then Exit Sub ' there Python goes on by itself
    Application.StatusBar = False
    If Not added Is Nothing Then added.Close False
    If says <> "" Then Say says
End Sub

' Shows a text in a box. On Windows that of VBA knows the letters of one language only; that of Windows' own objects
' knows all, but stands beside Excel's window.
Public Sub Say(said As String)
    On Error GoTo Refused
    If OnMac() Or IsPlain(said) Then
        MsgBox said, vbInformation, ConcordWords.Title
    Else
        CreateObject("WScript.Shell").Popup said, 0, ConcordWords.Title, CLng(ConcordWords.Look)
    End If
    Exit Sub
Refused:
    MsgBox said, vbInformation, ConcordWords.Title
End Sub

Private Function IsPlain(said As String) As Boolean
    Dim at As Long
    IsPlain = True
    For at = 1 To Len(said)
        If AscW(Mid$(said, at, 1)) < 0 Or AscW(Mid$(said, at, 1)) > 127 Then IsPlain = False
    Next at
End Function

' A text in which each letter that is not plain stands as Coded writes it; lines of a module hold plain letters only.
Public Function Spelt(text As String) As String
    Dim at As Long
    at = 1
    Do While at <= Len(text)
        If Mid$(text, at, 1) = "_" Then
            Spelt = Spelt & ChrW(CLng("&H" & Mid$(text, at + 1, 4)))
            at = at + 5
        Else
            Spelt = Spelt & Mid$(text, at, 1)
            at = at + 1
        End If
    Loop
End Function

' Starts Python; what to say to people, "" where it has come as far as to speak for itself.
Private Function Started(book As String, what As String) As String
    On Error GoTo Refused
    If OnMac() Then
        Started = StartedOnMac(book & "||" & what)
    Else
        Started = StartedOnWindows(book & "|" & Application.Hwnd & "|" & what)
    End If
    Exit Function
Refused:
    If OnMac() Then
        Started = ConcordWords.NoScript
    Else
        Started = ConcordWords.Blocked & vbLf & Err.Description
    End If
End Function

Private Function StartedOnMac(given As String) As String
    #If Mac Then
    StartedOnMac = AppleScriptTask("concord.applescript", "StartConcord", given)
    #End If
End Function

' Only this user's own settings count, never those of a workbook or its folder. Windows' own objects are asked, because
' VBA knows no letters beyond those of one language.
Private Function StartedOnWindows(given As String) As String
    Dim scripting As Object
    Dim files As Object
    Dim folder As String
    Dim python As String
    Set scripting = CreateObject("WScript.Shell")
    Set files = CreateObject("Scripting.FileSystemObject")
    folder = scripting.ExpandEnvironmentStrings("%USERPROFILE%") & "\.concord\"
    If Not files.FileExists(folder & "concord.conf") Then
        StartedOnWindows = ConcordWords.NotSetUp
        Exit Function
    End If
    python = files.OpenTextFile(folder & "concord.conf", 1, False, -1).ReadLine
    If Not files.FileExists(python) Then
        StartedOnWindows = ConcordWords.NoPython & vbLf & python
        Exit Function
    End If
    Select Case scripting.Run(Quoted(python) & " -P " & Quoted(folder & "start.py") & " " & Quoted(given), 0, True)
        Case 0
        Case 70
            StartedOnWindows = files.OpenTextFile(folder & "start.log", 1, False, -1).ReadAll
        Case 71
            StartedOnWindows = ConcordWords.NotStarted & vbLf & "%USERPROFILE%\.concord\start.log"
        Case Else
            Application.ScreenUpdating = True ' the next press puts back the rest
            StartedOnWindows = ConcordWords.Ended & vbLf & "%LOCALAPPDATA%\Concord\before-run"
    End Select
End Function

Private Function Quoted(text As String) As String
    Quoted = """" & text & """"
End Function

Public Function OnMac() As Boolean
    OnMac = (Application.PathSeparator = "/")
End Function

' A text of plain letters and figures only: nothing that somebody types can be taken for anything else on the way.
Public Function Coded(text As String) As String
    Dim at As Long
    Dim letter As String
    For at = 1 To Len(text)
        letter = Mid$(text, at, 1)
        If letter Like "[A-Za-z0-9 ]" Then
            Coded = Coded & letter
        Else
            Coded = Coded & "_" & Right$("000" & Hex$(AscW(letter)), 4)
        End If
    Next at
End Function
