/** Programs whose flags are explained. */
export type KnownProgram = 'pilot-agent' | 'envoy' | 'pilot-discovery' | 'ztunnel'

/**
 * What a flag is called in the messages (`inside:flag.KEY`), by program. A flag
 * without an entry is shown as it is: better nothing than a guess.
 * @see istio: pilot/cmd/pilot-agent/app/cmd.go, pkg/envoy/proxy.go, pilot/cmd/pilot-discovery/app/cmd.go;
 *   envoy: source/server/options_impl_base.cc
 */
export const knownFlags = {
  'pilot-agent': {
    proxy: 'agentProxy',
    sidecar: 'roleSidecar',
    router: 'roleRouter',
    waypoint: 'roleWaypoint',
    '--domain': 'domain',
    '--proxyLogLevel': 'proxyLogLevel',
    '--proxyComponentLogLevel': 'componentLogLevel',
    '--log_output_level': 'logOutputLevel',
    '--log_as_json': 'logAsJson',
    '--concurrency': 'concurrency',
    '--meshConfig': 'meshConfig',
    '--templateFile': 'templateFile',
    '--stsPort': 'stsPort',
    '--serviceCluster': 'serviceCluster',
    '--outlierLogPath': 'outlierLogPath',
  },
  envoy: {
    '-c': 'bootstrap',
    '--config-path': 'bootstrap',
    '--config-yaml': 'configYaml',
    '--concurrency': 'concurrency',
    '-l': 'proxyLogLevel',
    '--log-level': 'proxyLogLevel',
    '--component-log-level': 'componentLogLevel',
    '--log-format': 'logFormat',
    '--drain-time-s': 'drainTime',
    '--drain-strategy': 'drainStrategy',
    '--parent-shutdown-time-s': 'parentShutdown',
    '--local-address-ip-version': 'ipVersion',
    '--file-flush-interval-msec': 'fileFlush',
    '--disable-hot-restart': 'noHotRestart',
    '--restart-epoch': 'restartEpoch',
    '--base-id': 'baseId',
    '--allow-unknown-static-fields': 'unknownFields',
    '--skip-deprecated-logs': 'skipDeprecated',
    '--service-cluster': 'serviceCluster',
    '--service-node': 'serviceNode',
  },
  'pilot-discovery': {
    discovery: 'discovery',
    '--domain': 'domain',
    '--monitoringAddr': 'monitoringAddr',
    '--httpAddr': 'httpAddr',
    '--httpsAddr': 'httpsAddr',
    '--grpcAddr': 'grpcAddr',
    '--secureGRPCAddr': 'secureGrpcAddr',
    '--ctrlz_address': 'ctrlzAddress',
    '--ctrlz_port': 'ctrlzPort',
    '--log_output_level': 'logOutputLevel',
    '--log_as_json': 'logAsJson',
    '--keepaliveMaxServerConnectionAge': 'connectionAge',
    '--clusterID': 'clusterId',
    '--registries': 'registries',
    '--meshConfig': 'meshConfig',
    '--networksConfig': 'networksConfig',
    '--kubeconfig': 'kubeconfig',
    '--namespace': 'watchedNamespace',
    '-n': 'watchedNamespace',
    '--caCertFile': 'caCertFile',
    '--tlsCertFile': 'tlsCertFile',
    '--tlsKeyFile': 'tlsKeyFile',
  },
  ztunnel: { proxy: 'agentProxy', ztunnel: 'roleZtunnel' },
} as const satisfies Readonly<Record<KnownProgram, Readonly<Record<string, string>>>>

type Flags = typeof knownFlags
export type FlagKey = { [P in KnownProgram]: Flags[P][keyof Flags[P]] }[KnownProgram]
