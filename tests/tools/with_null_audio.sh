#!/bin/bash
# Runs a command with a sound server of its own, whose only device plays into nothing, in real time:
#   tests/tools/with_null_audio.sh .venv/bin/python -m pytest -m audio
# Debian: apt-get install --no-install-recommends libportaudio2 pipewire pipewire-bin pipewire-alsa wireplumber dbus
set -eu

for program in pipewire wireplumber dbus-run-session pw-record; do
    if ! command -v "$program" >/dev/null; then
        echo "$program is missing; install libportaudio2 pipewire pipewire-bin pipewire-alsa wireplumber dbus" >&2
        exit 2
    fi
done
if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT ...]" >&2
    exit 2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_RUNTIME_DIR=$folder/run XDG_CONFIG_HOME=$folder/config XDG_STATE_HOME=$folder/state
export LESTALK_NULL_SINK=lestalk-null
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d"
cat > "$XDG_CONFIG_HOME/pipewire/pipewire.conf.d/null-sink.conf" <<CONF
context.properties = { default.clock.quantum = 1024 default.clock.min-quantum = 1024 }
context.objects = [
  { factory = adapter
    args = { factory.name = support.null-audio-sink
             node.name = $LESTALK_NULL_SINK
             media.class = Audio/Sink
             audio.position = "FL,FR"
             object.linger = true } }
]
CONF

# wireplumber needs a session bus; the command runs beside the two servers and ends them.
dbus-run-session -- bash -c '
    pipewire >/dev/null 2>&1 & server=$!
    for _ in $(seq 50); do [ -S "$XDG_RUNTIME_DIR/pipewire-0" ] && break; sleep 0.1; done
    wireplumber >/dev/null 2>&1 & manager=$!
    for _ in $(seq 50); do pw-cli list-objects Node 2>/dev/null | grep -q "$LESTALK_NULL_SINK" && break; sleep 0.1; done
    sleep 0.5
    code=0
    "$@" || code=$?
    kill "$manager" "$server" 2>/dev/null
    exit "$code"
' _ "$@"
