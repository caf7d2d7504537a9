#!/bin/sh
# Installs data/ and pipelines/ over what is installed already, and loses nothing that somebody added, changed or removed:
# install-files.sh SOURCE SHARE
#
# SHARE/.installed lists what was installed, with digests. A file that is as it was installed is replaced, or removed where it is
# shipped no more. One that was changed stays, and the new one is put beside it as NAME.new. One that was removed stays away.
set -eu
umask 022
source=$1 share=$2
list=$share/.installed
if command -v sha256sum >/dev/null; then
  digest() { sha256sum <"$1" | cut -d ' ' -f 1; }
else
  digest() { shasum -a 256 <"$1" | cut -d ' ' -f 1; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$share"
if [ -f "$list" ]; then cp "$list" "$work/old"; else : >"$work/old"; fi
: >"$work/new"

# The digest a path was installed with, or nothing.
installed() { awk -v path="$1" 'substr($0, 67) == path { print substr($0, 1, 64); exit }' "$work/old"; }
note() { printf '%s  %s\n' "$2" "$1" >>"$work/new"; }
# Whether a path is a regular file as it was installed.
unchanged() { [ -f "$share/$1" ] && [ ! -L "$share/$1" ] && [ "$(digest "$share/$1")" = "$2" ]; }
there() { [ -e "$share/$1" ] || [ -L "$share/$1" ]; }
# Under another name until it is whole.
put() {
  mkdir -p "$(dirname "$share/$2")"
  cp "$source/$1" "$share/$2.installing"
  chmod 644 "$share/$2.installing"
  mv -f "$share/$2.installing" "$share/$2"
}
# The first of NAME.new, NAME.new-2 and so on that is free, or is an earlier update's.
beside() {
  name=$1.new count=1
  while there "$name" && ! unchanged "$name" "$(installed "$name")"; do
    count=$((count + 1))
    name=$1.new-$count
  done
  echo "$name"
}

(cd "$source" && find data pipelines -type f | LC_ALL=C sort) >"$work/files"
while IFS= read -r path; do
  now=$(digest "$source/$path") before=$(installed "$path")
  if ! there "$path"; then
    if [ -n "$before" ]; then
      echo "left out: $path, which was removed here"
    else
      put "$path" "$path"
    fi
    note "$path" "$now"
  elif unchanged "$path" "$now"; then
    note "$path" "$now"
  elif [ -n "$before" ] && unchanged "$path" "$before"; then
    put "$path" "$path"
    note "$path" "$now"
  elif [ "$before" = "$now" ]; then
    # Changed here, and shipped as it was before.
    note "$path" "$now"
  else
    new=$(beside "$path")
    put "$path" "$new"
    note "$path" "$now"
    note "$new" "$now"
    echo "kept: $path, which was changed here; the one of this version is beside it as ${new##*/}"
  fi
done <"$work/files"

# What is shipped no more.
cut -c 67- "$work/old" | while IFS= read -r path; do
  if cut -c 67- "$work/new" | grep -qxF "$path"; then continue; fi
  there "$path" || continue
  if unchanged "$path" "$(installed "$path")"; then
    rm -f "$share/$path"
    folder=$(dirname "$path")
    while [ "$folder" != . ] && rmdir "$share/$folder" 2>/dev/null; do folder=$(dirname "$folder"); done
  else
    echo "kept: $path, which was changed here and is shipped no more"
  fi
done
cp "$work/new" "$list.installing"
mv -f "$list.installing" "$list"
