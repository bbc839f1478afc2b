Attribute VB_Name = "ConcordNew"
Option Explicit

' Asks for what a new workbook needs; Cancel in any box ends it.
Public Sub NewWorkbook()
    Dim heading As String
    Dim partner As String
    Dim partners As String
    Dim place As String
    Dim given As String
    If Not Answered(ConcordWords.NewTitle, heading) Then Exit Sub
    If heading = "" Then Exit Sub
    If Not Answered(ConcordWords.NewPartner, partner) Then Exit Sub
    Do While partner <> ""
        partners = partners & partner & ";"
        If Not Answered(ConcordWords.NewMore & vbLf & partners, partner) Then Exit Sub
    Loop
    If partners = "" Then Exit Sub
    If Not Placed(heading, place) Then Exit Sub
    given = "new_workbook|" & Coded(heading) & "|" & Coded(partners) & "|" & Coded(place)
    If Len(given) > 6000 Then ' Windows takes no longer command
        Say ConcordWords.NewTooLong
        Exit Sub
    End If
    StartConcord given, False
End Sub

Private Function Answered(question As String, answer As String) As Boolean
    Dim given As Variant
    given = Application.InputBox(Left$(question, 250), ConcordWords.Title, Type:=2) ' Excel takes no longer one
    Answered = (VarType(given) = vbString)
    If Answered Then answer = Trim$(given)
End Function

Private Function Placed(heading As String, place As String) As Boolean
    Dim given As Variant
    If OnMac() Then ' where Excel knows no kinds of files
        given = Application.GetSaveAsFilename(Plain(heading) & ".xlsx")
    Else
        given = Application.GetSaveAsFilename(Plain(heading) & ".xlsx", ConcordWords.NewKinds)
    End If
    Placed = (VarType(given) = vbString)
    If Placed Then place = given
End Function

' A title as the name of a file.
Public Function Plain(text As String) As String
    Dim at As Long
    For at = 1 To Len(text)
        If InStr("<>:""/\|?*[]", Mid$(text, at, 1)) > 0 Then
            Plain = Plain & " "
        Else
            Plain = Plain & Mid$(text, at, 1)
        End If
    Next at
    Plain = Trim$(Plain)
End Function
