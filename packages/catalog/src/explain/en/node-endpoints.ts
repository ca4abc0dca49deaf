/** ztunnel and the CNI agent of a node, and agentgateway. */
export const nodeEndpoints = {
  'ztunnel/index': 'Index of ztunnel’s admin interface.',
  'ztunnel/config_dump':
    'Workloads, services, policies, certificates and open connections. Large on big meshes.',
  'ztunnel/debug-pprof-profile': 'Records a CPU profile, ten seconds unless told otherwise.',
  'ztunnel/debug-pprof-heap': 'A heap profile, if this build has profiling and it is on.',
  'ztunnel/debug-pprof-heap-profiling': 'Switches heap profiling on or off, on a GET.',
  'ztunnel/post-logging': 'Shows or sets the log level.',
  'ztunnel/post-quitquitquit': 'Ends ztunnel: all ambient pods of the node lose their traffic.',
  'ztunnel/metrics': 'ztunnel’s metrics for Prometheus.',
  'ztunnel/stats-prometheus': 'The same as `/metrics`.',
  'ztunnel/healthz-ready': '200 `ready`, or 500 with what is pending.',
  'cni/metrics': 'Metrics of the CNI agent.',
  'cni/healthz': 'Always 200 while the process runs.',
  'cni/readyz': '200 once the plug-in is installed and the agent has started, else 503.',
  'agentgateway/metrics': 'Metrics of agentgateway.',
  'agentgateway/healthz-ready': 'Readiness of agentgateway.',
} as const
