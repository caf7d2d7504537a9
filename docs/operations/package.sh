#!/usr/bin/env bash
# Builds the .deb from a static build: package.sh EXECUTABLE OUTPUT-FOLDER
# The same sources give the same package: SOURCE_DATE_EPOCH, or the last commit's time, stands for every time in it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
executable=$1 output=$2
version=$("$executable" --version | sed 's/^caretally //')
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
make -s -C "$root" install-files DESTDIR="$tree" PREFIX=/usr BUILT="$executable"
# dpkg itself keeps what somebody changed, and never removes what somebody added.
rm "$tree/usr/share/caretally/.installed"
install -D -m 644 "$root/docs/operations/caretally-nightly.service" "$tree/usr/lib/systemd/system/caretally-nightly.service"
install -D -m 644 "$root/docs/operations/caretally-nightly.timer" "$tree/usr/lib/systemd/system/caretally-nightly.timer"
install -D -m 644 "$root/docs/operations/README.md" "$tree/usr/share/doc/caretally/operations.md"
install -D -m 644 "$root/SECURITY.md" "$tree/usr/share/doc/caretally/SECURITY.md"
install -D -m 644 "$root/LICENSE" "$tree/usr/share/doc/caretally/copyright"
mkdir -p "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: caretally
Version: $version
Architecture: $architecture
Maintainer: CareTally contributors <caretally@example.org>
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Depends: libc6 (>= 2.36), libstdc++6, libgcc-s1, zlib1g
Suggests: adduser
Section: science
Priority: optional
Description: adult social care extracts to comparison tables whose figures tally
 A batch pipeline that turns a council's case-level adult social care extracts
 into benchmarked, disclosure-safe evidence. Every figure can be followed back
 to its definition, its source and the cases behind it.
CONTROL
(cd "$tree" && find usr/share/caretally -type f | LC_ALL=C sort | sed 's|^|/|') >"$tree/DEBIAN/conffiles"
cat >"$tree/DEBIAN/postinst" <<'POSTINST'
#!/bin/sh
set -e
# The service runs as an account of its own; where there is no adduser, make one before you enable it.
if [ "$1" = configure ] && command -v adduser >/dev/null 2>&1 && ! getent passwd caretally >/dev/null; then
  adduser --system --group --home /var/lib/caretally --no-create-home --quiet caretally
fi
POSTINST
chmod 755 "$tree/DEBIAN/postinst"
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$output"
# Under another name until it is whole.
package="$output/caretally_${version}_${architecture}.deb"
dpkg-deb --root-owner-group --build "$tree" "$package.partial"
mv "$package.partial" "$package"
