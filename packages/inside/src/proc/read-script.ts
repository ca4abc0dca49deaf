/** At most so many processes are read: the reader must stay small in a pod that sees its whole node. */
export const mostProcesses = 512
/** What the reader prints at most, in bytes: the tables of some 100,000 sockets. */
export const mostBytes = 24 * 1024 * 1024
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

const paths = (files: readonly string[], of: (file: string) => string) =>
  files.map((file) => `$s ${of(file)}`).join(' ')

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
 * Of an environment only the listed names leave the pod: `sed` drops the other
 * lines, after `tr` made each variable one line, newlines in it U+0001.
 *
 * The time that it may use is limited by the kernel; its output by `head`, where
 * there is one and so many sockets that it matters: a pipe costs what it carries.
 * GNU's ls would print a newline in a link's target as it is;
 * busybox never does.
 */
export const readScript: string = `export LC_ALL=C QUOTING_STYLE=escape
exec 2>/dev/null </dev/null
ulimit -t 5
cd /proc || exit 3
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
[ $i = $$ ] && continue
[ $k -lt ${mostProcesses} ] || { echo "$n more"; break; }
k=$((k+1)) p="$p $i"
[ -r $i/environ ] && v="$v $i" e="$e $s $i/environ"
o="$o $i/fd"
done
f="${paths(sharedFiles, (file) => file.replace('self', '$$$$'))}"
for i in $p; do f="$f ${paths(processFiles, (file) => `$i/${file}`)}"; done
f="$f ${paths(tableFiles, (file) => file)}"
show() {
if [ "$c" = $n ]; then cat "$@"; else for j; do if [ $j = $s ]; then echo $n; else cat $j; fi; done; fi
}
all() {
echo "$n pids $$$p"
show $f
if command -v ls >/dev/null; then echo "$n open"; ls -ln $$/ns $o; fi
if [ -n "$v" ] && command -v tr >/dev/null && command -v sed >/dev/null; then
echo "$n env$v"
show $e | tr '\\000\\n' '\\n\\001' | sed -n -e :a -e "/$n/{" -e x -e "s/.*/$n/" -e p -e x -e "s/$n.//" -e ba -e '}' ${environmentPrefixes.map((name) => `-e '/^${name}${name.endsWith('=') ? '' : '[A-Z0-9_]*='}/p'`).join(' ')}
fi
echo "$n end"
}
read -r u u u <net/sockstat
if [ "\${u:-0}" -gt ${manySockets} ] && command -v head >/dev/null; then all | head -c ${mostBytes}; else all; fi
:`

/** One way to read a container: a shell's is framed, a tool's is the tables alone. */
export type ReadAttempt = { readonly by: 'shell' | 'tool'; readonly command: readonly string[] }

/**
 * In this order, the next only when the one before could not be started (no such
 * file). Each is an exec that somebody may be watching for: hence so few.
 */
export const readAttempts: readonly ReadAttempt[] = [
  { by: 'shell', command: ['/bin/sh', '-c', readScript] },
  // Images on top of a debug image of distroless.
  { by: 'shell', command: ['/busybox/sh', '-c', readScript] },
  // Images whose shell is somewhere else in their PATH.
  { by: 'shell', command: ['sh', '-c', readScript] },
  { by: 'tool', command: ['cat', ...tableFiles.map((file) => `/proc/${file}`)] },
]
