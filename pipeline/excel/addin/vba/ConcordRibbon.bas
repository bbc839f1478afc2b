Attribute VB_Name = "ConcordRibbon"
Option Explicit

Private shown As IRibbonUI
Private watch As ConcordWatch

' What the Concord tab and its buttons call (customUI.xml).
Public Sub RibbonLoaded(ribbon As IRibbonUI)
    Set shown = ribbon
    Set watch = New ConcordWatch
    Set watch.Watched = Application
End Sub

' Buttons are grey where there is no workbook; where Excel cannot be watched, none is ever grey.
Public Sub RibbonHasWorkbook(control As IRibbonControl, ByRef enabled)
    enabled = (watch Is Nothing) Or Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub LookAgain()
    If Not shown Is Nothing Then shown.Invalidate
End Sub

Public Sub RibbonCheck(control As IRibbonControl)
    StartConcord "check", True
End Sub

Public Sub RibbonRun(control As IRibbonControl)
    StartConcord "run", True
End Sub

Public Sub RibbonNextFinding(control As IRibbonControl)
    StartConcord "next_finding", True
End Sub

Public Sub RibbonOpenReport(control As IRibbonControl)
    StartConcord "open_report", True
End Sub

Public Sub RibbonNewWorkbook(control As IRibbonControl)
    NewWorkbook
End Sub

Public Sub RibbonHelp(control As IRibbonControl)
    StartConcord "help", False
End Sub
