Attribute VB_Name = "ConcordRibbon"
Option Explicit

' What the buttons of the Concord tab call (customUI.xml).
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
