#!/bin/sh
# A whole cluster on one machine, to try it: a Redis, two workers, and one run that they compute.
#
#     docs/examples/cluster.sh CONFIG [OPTIONS OF ninefold run]
#
# On several machines, start Redis on one, the line with `worker` on each that computes, and the last on yours.
set -eu
ninefold=${NINEFOLD:-ninefold}
port=${PORT:-6390}
NINEFOLD_CLUSTER_PASSWORD=$(head -c 18 /dev/urandom | base64)
export NINEFOLD_CLUSTER_PASSWORD

folder=$(mktemp -d)
echo "requirepass \"$NINEFOLD_CLUSTER_PASSWORD\"" > "$folder/redis.conf"
redis-server "$folder/redis.conf" --bind 127.0.0.1 --port "$port" --dir "$folder" --save '' > "$folder/redis.log" &
redis=$!
trap 'kill $workers $redis; wait; rm -rf "$folder"' EXIT
workers=
until grep -q 'Ready to accept' "$folder/redis.log"; do sleep 0.1; done

for worker in 1 2; do
  $ninefold worker --cluster "redis://127.0.0.1:$port" --workers 1 &
  workers="$workers $!"
done
$ninefold run "$@" --cluster "redis://127.0.0.1:$port"
