Attribute VB_Name = "ConcordStart"
Option Explicit

' Hands over to Python, which does everything else and shows what came of it.
Public Sub StartConcord(what As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Please open a workbook first.", vbInformation, "Concord"
        Exit Sub
    End If
    If Not xlwings.FileExists(xlwings.GetConfigFilePath()) Then
        MsgBox "Concord is not set up on this computer for you yet." & vbNewLine & vbNewLine & _
            "Install it, then run this once in a terminal:  concord excel install", vbInformation, "Concord"
        Exit Sub
    End If
    xlwings.RunPython "from pipeline.excel import button; button." & what & "()"
End Sub
