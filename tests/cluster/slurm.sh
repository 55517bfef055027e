#!/usr/bin/env bash
# Parts of a batch as an array job of SLURM, with controller and node of our own on loopback: what is merged has the bytes of
# one run. Skipped (77) where SLURM is not installed. It ends the two programs that it starts, and no other. Argument: program.
set -euo pipefail

program=$1
PATH=$PATH:/usr/sbin
for tool in slurmctld slurmd sbatch squeue sinfo; do
  command -v "$tool" >/dev/null || { echo "SLURM is not installed"; exit 77; }
done
folder=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf -- "$folder"
}
trap finish EXIT
cd -- "$folder"
mkdir state spool

free_ports() {
  python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*[x.getsockname()[1] for x in s])'
}
read -r controller_port node_port < <(free_ports)
node=$(hostname -s)
user=$(id -un)
cat >slurm.conf <<EOF
ClusterName=proef
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
AuthType=auth/none
CredType=cred/none
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=proef Nodes=$node Default=YES MaxTime=INFINITE State=UP
EOF
export SLURM_CONF=$folder/slurm.conf
slurmctld -D >/dev/null 2>&1 &
pids+=($!)
slurmd -D >/dev/null 2>&1 &
pids+=($!)
for _ in $(seq 100); do
  [ "$(sinfo --noheader --format=%t 2>/dev/null || true)" = idle ] && break
  sleep 0.2
done
if [ "$(sinfo --noheader --format=%t 2>/dev/null || true)" != idle ]; then
  echo "SLURM does not start here"
  tail -n 5 slurmctld.log slurmd.log || true
  exit 77
fi

"$program" portfolio make -n 60 --panden 20 -o . >/dev/null
"$program" batch portefeuille.toml -o heel --jobs 1 --progress none >/dev/null
cat >deel.sh <<EOF
#!/bin/bash
cd "$folder"
"$program" batch portefeuille.toml --shard "\$SLURM_ARRAY_TASK_ID/3" -o "deel\$SLURM_ARRAY_TASK_ID" --jobs 1 --progress none
EOF
sbatch --quiet --array=1-3 --output="$folder/deel-%a.log" deel.sh
for _ in $(seq 300); do
  [ -z "$(squeue --noheader)" ] && break
  sleep 0.2
done
"$program" merge deel1 deel2 deel3 -o samen >/dev/null
diff -r --exclude=voortgang heel samen
