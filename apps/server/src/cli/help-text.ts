/** What `portolan --help` prints. */
export const helpText = `Portolan: a live chart of Istio's ports.

  portolan [OPTIONS]                    open the chart in the browser
  portolan open FILE...                 open files instead of a cluster: recordings of a mesh, archives
                                        of istioctl bug-report, config dumps of a proxy
  portolan ports NAMESPACE/POD [-o table|json]
                                        print what answers on each port of one pod;
                                        exit 0 only when every expected port is open
  portolan snapshot --out FILE.tar.gz   record a mesh: objects, ports, what its components answer;
                                        nothing that is secret, and nothing is changed

Cluster
  --kubeconfig FILE      repeat it or separate by commas; else KUBECONFIG, else ~/.kube/config,
                         else the service account of the pod that Portolan runs in
  --context NAME         a context of the kubeconfig (default: the current one)
  -n, --namespace NS     look at these namespaces only; repeat it or separate by commas
  --as USER              act as another user; --as-group GROUP adds groups, may be repeated
  --demo                 no cluster: a mesh that Portolan brings along

Server
  --port N               default 7015; 0 takes any free port
  --host ADDRESS         default 127.0.0.1; anything but loopback needs --allowed-host
  --allowed-host NAME    a further name under which browsers may come; may be repeated
  --no-open              do not start a browser
  --read-only            refuse everything that changes a component
  --no-exec              never execute a command in a pod: processes and sockets are then not read
  --allow-disruptive     allow what interrupts traffic or control
  --log-level LEVEL      fatal, error, warn, info, debug, trace (default info); logs go to stderr

Snapshot
  -n, --namespace NS     record these namespaces only; --pod NAMESPACE/POD records single pods;
                         both may be repeated, and together they are all that is recorded
  --costly               profiles too, and what costs istiod and Envoy more than a dump
  --inside               look inside, too: one command in each running container reads its /proc
  --logs                 the last lines of every container, too. They are free text: what looks
                         like a secret is masked, but nobody can promise that all of it is
  --moments N            record N times, --every SECONDS apart (default 15), so that counters move
  -o, --out FILE         broken off, the same command goes on where it was (FILE.partial)
  --force                replace FILE

  -h, --help             this text
  --version              the version

Exit codes: 0 good, 1 failed (for ports: something expected is not open), 2 bad command line.
`
