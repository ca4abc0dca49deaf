import { redacted } from './zone.ts'

/** Containers that run Istio's own programs: by their names in Istio's charts and templates, or by their images. */
const containers = new Set([
  'agentgateway',
  'discovery',
  'enable-core-dump',
  'install-cni',
  'istio-init',
  'istio-proxy',
  'istio-validation',
])
const images = /(?:^|\/)(?:agentgateway|install-cni|pilot|proxyv2|ztunnel)(?:[:@]|$)/

/** Whether a container's arguments are Istio's. */
export function isIstioContainer(name: string, image: string | undefined): boolean {
  return containers.has(name) || images.test(image ?? '')
}

/** Programs and their commands. */
const commands = new Set([
  'agentgateway',
  'controller',
  'discovery',
  'install-cni',
  'istio-clean-iptables',
  'istio-iptables',
  'pilot-agent',
  'pilot-discovery',
  'proxy',
  'request',
  'router',
  'sidecar',
  'waypoint',
  'ztunnel',
  'GET',
  'POST',
  'drain',
  'envoy',
  'wait',
])

/** Flags whose values are settings. Everything else after a flag goes. */
const flags = new Set(
  `--caCertFile --clusterAliases --clusterRegistriesNamespace --concurrency --configDir --ctrlz_address --ctrlz_port
  --debug-port --domain --envoy-port --grpcAddr --httpAddr --httpsAddr --inbound-capture-port --iptables-probe-port
  --keepaliveInterval --keepaliveMaxServerConnectionAge --keepaliveTimeout --log_as_json --log_caller --log_output_level
  --log_stacktrace_level --log_target --meshConfig --monitoring-port --monitoringAddr --namespace --networksConfig
  --outlierLogPath --plugins --profile --proxyComponentLogLevel --proxyLogLevel --registries --resync --revision
  --run-validation --secureGRPCAddr --serviceCluster --shutdownDuration --skip-rule-apply --stsPort --templateFile
  --tls-cipher-suites --tokenManagerPlugin --trust-domain --wait --wait-timeout --wait-url --yaml
  --istio-inbound-interception-mode --istio-inbound-ports --istio-local-exclude-ports --istio-outbound-ports
  --istio-service-cidr --istio-service-exclude-cidr --proxy-uid --proxy-gid --redirect-dns --capture-all-dns
  --allow-unknown-static-fields --base-id --component-log-level --disable-hot-restart --drain-strategy
  --drain-time-s --file-flush-interval-msec --local-address-ip-version --parent-shutdown-time-s --restart-epoch
  --skip-deprecated-logs
  -b -c -d -g -i -k -l -m -n -o -p -q -r -s -t -u -w -x -z`.split(/\s+/),
)
const value = /^[\w.:,*/$()@-]*$/

/**
 * Command lines of Istio's own programs with the flags that are known. What is
 * removed keeps its place: how many arguments there were stays visible.
 */
export function keptArguments(words: readonly string[], removed: (text: string) => void): readonly string[] {
  let known = false
  return words.map((word) => {
    const flag = /^(--?[A-Za-z][\w-]*)(?:(=)(.*))?$/s.exec(word)
    if (flag !== null) {
      const [, name = '', equals, text = ''] = flag
      known = flags.has(name)
      // The value of a flag without a sign of equality is the next argument.
      if (equals === undefined) return known ? word : drop(word, removed)
      const isKnown = known
      known = false
      if (!isKnown) return drop(word, removed)
      return value.test(text) ? word : `${name}=${drop(text, removed)}`
    }
    const stays = word === '' || commands.has(program(word)) || (known && value.test(word))
    known = false
    return stays ? word : drop(word, removed)
  })
}

/** Arguments of which nothing is known. */
export function droppedArguments(
  words: readonly string[],
  removed: (text: string) => void,
): readonly string[] {
  return words.map((word) => drop(word, removed))
}

function drop(text: string, removed: (text: string) => void): string {
  if (text !== redacted) removed(text)
  return redacted
}

function program(word: string): string {
  return /^\/usr\/(?:local\/)?bin\/[\w-]+$/.test(word) ? (word.split('/').at(-1) ?? word) : word
}
