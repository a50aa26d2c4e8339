; Installer for Windows: not yet run.
;
;     cargo build --locked --profile dist
;     python packaging\icons\make packaging\out
;     makensis /DVERSION=0.1.0 /DPROGRAM=..\..\target\dist\hashiye.exe packaging\windows\hashiye.nsi
;
; It installs for one user and asks for no rights of an administrator.
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"

Name "Hashiye ${VERSION}"
OutFile "..\out\hashiye-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Hashiye"
RequestExecutionLevel user
SetCompressor /SOLID lzma

!define MUI_ICON "..\out\hashiye.ico"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Hashiye"
!define CLASSES "Software\Classes"
!define DOCUMENT "Hashiye.Annotations"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Farsi"

Section
  SetOutPath "$INSTDIR"
  File /oname=hashiye.exe "${PROGRAM}"
  File "..\out\hashiye.ico"
  File /oname=LICENSE-MIT.txt "..\..\LICENSE-MIT"
  File /oname=LICENSE-APACHE.txt "..\..\LICENSE-APACHE"
  File "..\out\THIRD-PARTY.txt"
  CreateShortcut "$SMPROGRAMS\Hashiye.lnk" "$INSTDIR\hashiye.exe" "" "$INSTDIR\hashiye.ico"
  ; Windows knows files by their last extension alone, and `.ron` belongs to others too: the program
  ; is offered for it, and becomes nobody's default.
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}" "" "Annotations of an article"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\DefaultIcon" "" "$INSTDIR\hashiye.ico"
  WriteRegStr HKCU "${CLASSES}\${DOCUMENT}\shell\open\command" "" '"$INSTDIR\hashiye.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.ron\OpenWithProgids" "${DOCUMENT}" ""
  WriteRegStr HKCU "${CLASSES}\.txt\OpenWithProgids" "${DOCUMENT}" ""
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Hashiye"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\hashiye.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section "Uninstall"
  Delete "$INSTDIR\hashiye.exe"
  Delete "$INSTDIR\hashiye.ico"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\uninstall.exe"
  Delete "$SMPROGRAMS\Hashiye.lnk"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${CLASSES}\${DOCUMENT}"
  DeleteRegValue HKCU "${CLASSES}\.ron\OpenWithProgids" "${DOCUMENT}"
  DeleteRegValue HKCU "${CLASSES}\.txt\OpenWithProgids" "${DOCUMENT}"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
