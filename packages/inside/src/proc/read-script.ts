/** At most so many processes are read: the reader must stay small in a pod that sees its whole node. */
export const mostProcesses = 512
/**
 * What is read of one container at most, in bytes, by the script and by whoever
 * runs it: the tables of some 60,000 sockets with those who hold them.
 */
export const mostBytes = 16 * 1024 * 1024
/** From so many sockets on, their tables might be larger than that. */
const manySockets = 20_000
/** Its first line is this, a space, and the nonce. */
export const firstWords = 'portolan-inside 1'

/** What is read of each process, in this order. */
export const processFiles = ['stat', 'status', 'limits', 'cgroup', 'cmdline'] as const
/** What is read once, before the processes: `self` stands for the reader's own process. */
export const sharedFiles = ['uptime', 'stat', 'self/cgroup'] as const
/** The tables of the network namespace, after the processes. */
export const tableFiles = ['net/tcp', 'net/tcp6', 'net/udp', 'net/udp6', 'net/unix'] as const

/** Beginnings of the names of variables that leave the pod at all. */
export const environmentPrefixes = [
  'ISTIO_',
  'PILOT_',
  'PROXY_',
  'ENVOY_',
  'POD_',
  'XDS_',
  'CA_',
  'INSTANCE_',
  'HOST_',
  'DNS_',
  'AMBIENT_',
  'TRUST_DOMAIN=',
  'CLUSTER_ID=',
  'SERVICE_ACCOUNT=',
  'REVISION=',
  'PLATFORM=',
  'GOMAXPROCS=',
  'GOMEMLIMIT=',
  'JWT_POLICY=',
  'KUBECONFIG=',
  'NODE_NAME=',
  'RUST_LOG=',
] as const

/** Which variables stay, for `sed -n`; a nonce, with whatever was left open before it, becomes a frame of its own. */
const listedOnly = [
  ':a',
  '/$n/{',
  'x',
  's/.*/$n/',
  'p',
  'x',
  's/$n.//',
  'ba',
  '}',
  ...environmentPrefixes.map((name) => `/^${name}${name.endsWith('=') ? '' : '[A-Z0-9_]*='}/p`),
].join('\n')

const paths = (files: readonly string[], of: (file: string) => string) =>
  files.map((file) => `$s ${of(file)}`).join(' ')

/** What a script reads: all there is, or all but the tables, which every container of a pod shares. */
export type ReadScope = 'everything' | 'processes'

/**
 * One POSIX sh program, given as `sh -c SCRIPT`, that prints everything of /proc
 * that is needed in one framed text: a few processes whatever it finds, nothing
 * written to any file system, nothing left running.
 *
 * Frames stand between 15 hexadecimal digits that nobody in the pod can foresee.
 * For one `cat` to print them between the files, the shell takes them as its own
 * name: then `/proc/$$/comm` is a file that holds nothing else. Where that is
 * not possible each file has a `cat` of its own.
 *
 * Of an environment only the listed names leave the pod: `sed` drops the others. GNU's
 * reads variables as they are, ended by NUL; for one that cannot `tr` makes each
 * variable a line, newlines in it U+0001, which takes three processes more.
 *
 * Runtimes let a command go on when its caller has gone; all that tells it is the
 * end of its input. A second shell waits for that and then ends the script's own
 * process group, `cat` and all, with a signal for which each shell waits until
 * what it started has gone: nobody collects orphans in a container whose first
 * process does not. The error output, where nothing is written to, stays open for
 * that: containerd closes the input of a command as soon as one of its outputs
 * ends (internal/cri/io/exec_io.go). Where the input is no pipe, or the script does not lead a
 * group, there is no such guard, and a script that reads what is finite ends by
 * itself. The processor's time that it may use is limited by the kernel in any
 * case; its output by `head`, where there is one and so many sockets that it
 * matters: a pipe costs what it carries.
 *
 * GNU's ls would print a newline in a link's target as it is; busybox never does.
 */
export function readScript(scope: ReadScope = 'everything'): string {
  const tables = scope === 'everything' ? tableFiles : []
  return `export LC_ALL=C QUOTING_STYLE=escape TIME_STYLE=+
exec 4>&2 2>/dev/null 3<&0 </dev/null
ulimit -t 5
cd /proc || exit 3
w=
if [ -p $$/fd/3 ] || [ -S $$/fd/3 ]; then
trap 'kill -KILL $w; wait' 0
trap 'exit 6' TERM
{ read -r u <&3; trap '' TERM; kill -TERM -$$; } >/dev/null &
w=$!
fi
exec 3<&-
read -r u <sys/kernel/random/uuid
n=\${u##*-}\${u%%-*}
[ \${#n} -eq 20 ] || n=$(od -An -N10 -tx1 /dev/urandom | tr -d ' ')
n=\${n%?????}
[ \${#n} -eq 15 ] || exit 4
command -v cat >/dev/null || exit 5
echo "${firstWords} $n"
s=$$/comm c=
echo $n >$s
read -r c <$s
p= e= v= o= k=0
for i in [0-9]*; do
[ $i = $$ ] || [ $i = "$w" ] && continue
[ $k -lt ${mostProcesses} ] || { echo "$n more"; break; }
k=$((k+1)) p="$p $i"
[ -r $i/environ ] && v="$v $i" e="$e $s $i/environ"
o="$o $i/fd"
done
f="${paths(sharedFiles, (file) => file.replace('self', '$$$$'))}"
for i in $p; do f="$f ${paths(processFiles, (file) => `$i/${file}`)}"; done
${tables.length === 0 ? '' : `f="$f ${paths(tables, (file) => file)}"\n`}show() {
if [ "$c" = $n ]; then cat "$@"; else for j; do if [ $j = $s ]; then echo $n; else cat $j; fi; done; fi
}
all() {
echo "$n pids $$$p"
show $f
if command -v ls >/dev/null; then echo "$n open"; ls -ln $$/ns $o; fi
if [ -n "$v" ] && command -v sed >/dev/null; then
echo "$n env$v"
q="${listedOnly}"
u=1
if [ "$c" = $n ]; then sed -zn "$q" $e; u=$?; fi
if [ $u = 1 ] && command -v tr >/dev/null; then apart show $e | tr '\\000\\n' '\\n\\001' | sed -n "$q"; fi
fi
echo "$n end"
}
apart() {
trap 'exit 6' TERM
"$@"
}
read -r u u u <net/sockstat
if [ "\${u:-0}" -gt ${manySockets} ] && command -v head >/dev/null; then apart all | head -c ${mostBytes}; else all; fi
:`
}

/** One way to read a container: a shell's is framed, a tool's is the tables alone. */
export type ReadAttempt = { readonly by: 'shell' | 'tool'; readonly command: readonly string[] }

/**
 * In this order, the next only when the one before could not be started (no such
 * file). Each is an exec that somebody may be watching for: hence so few.
 */
export function readAttempts(scope: ReadScope): readonly ReadAttempt[] {
  const script = readScript(scope)
  const shells: readonly ReadAttempt[] = [
    { by: 'shell', command: ['/bin/sh', '-c', script] },
    // Images on top of a debug image of distroless.
    { by: 'shell', command: ['/busybox/sh', '-c', script] },
    // Images whose shell is somewhere else in their PATH.
    { by: 'shell', command: ['sh', '-c', script] },
  ]
  const tables = tableFiles.map((file) => `/proc/${file}`)
  return scope === 'everything' ? [...shells, { by: 'tool', command: ['cat', ...tables] }] : shells
}
