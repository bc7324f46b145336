#!/bin/sh
# A run as an array of Slurm tasks, one shard each, in a folder that all nodes see; then one task that puts them together:
#
#     job=$(sbatch --parsable --array=1-8 slurm-array.sh CONFIG --trials 1e8)
#     sbatch --dependency=afterok:$job --wrap="ninefold merge shards-$job/* --out merged-$job"
#
#SBATCH --job-name=ninefold
#SBATCH --cpus-per-task=4
#SBATCH --requeue
set -eu
shard="shards-$SLURM_ARRAY_JOB_ID/$SLURM_ARRAY_TASK_ID"
# Slurm runs a task once at a time, so that a lock can only be left from a node that died.
rm -f "$shard/lock"
exec ninefold run "$@" --workers "$SLURM_CPUS_PER_TASK" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "$shard"
