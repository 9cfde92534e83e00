#!/bin/sh
# Chromium for the browser tests: found, else installed with apt where that can be, else said how to.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo="none"; fi
  if [ "$sudo" != none ]; then
    echo "Installing Chromium for the browser tests ..."
    $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
  fi
fi
echo "The browser tests need Chromium, and it could not be installed from here."
echo "Install it (Debian: 'sudo apt-get install chromium'; others: put 'chromium' or 'google-chrome' on the PATH) and run 'make test' again."
exit 1
