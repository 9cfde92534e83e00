#!/bin/sh
# ExifTool for the tests that read our pictures with another program's eyes: found, else installed with apt, else said how to.
command -v exiftool >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="none"; fi
  if [ "$sudo" != none ]; then
    echo "Installing ExifTool for the tests of pictures' labels ..."
    $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends libimage-exiftool-perl >/dev/null && exit 0
  fi
fi
echo "The tests of pictures' labels need ExifTool, and it could not be installed from here."
echo "Install it (Debian: 'sudo apt-get install libimage-exiftool-perl') and run 'make test' again."
exit 1
