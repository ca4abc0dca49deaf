/** Envoy's admin interface, and the two listeners that pass one path of it or of pilot-agent on. */
export const envoyEndpoints = {
  'envoy/index': 'The index of the admin interface, as a page with links and buttons.',
  'envoy/help': 'Every path that this Envoy has, with parameters: the surest list for its version.',
  'envoy/certs': 'Certificates in use, with names, serial numbers and days left.',
  'envoy/clusters':
    'Upstream hosts with health, weights, outlier ejections and counters. Large where the mesh is large.',
  'envoy/config_dump':
    'Everything that Envoy was told, with versions and errors. Needs many times its size in Envoy’s memory: narrow it with `resource` and `mask`.',
  'envoy/contention': 'Mutex contention, if Envoy was started with tracing of it; otherwise one sentence.',
  'envoy/heap_dump': 'A sampled profile of the live heap, for pprof. Without symbols in release images.',
  'envoy/peak_heap_dump': 'As `/heap_dump`, at the moment of highest use. Since Envoy 1.39.',
  'envoy/hot_restart_version': 'The version of hot restart; Istio switches it off.',
  'envoy/init_dump': 'What Envoy still waits for while it starts. Empty when it is ready.',
  'envoy/listeners': 'Names and addresses of its listeners.',
  'envoy/memory': 'Allocated and reserved memory.',
  'envoy/memory-tcmalloc': 'The allocator’s own statistics, as text.',
  'envoy/ready': 'The server’s state; 200 only for LIVE.',
  'envoy/runtime': 'Runtime settings, layer by layer.',
  'envoy/server_info': 'Version, state, uptime, command line, and the node’s metadata as istiod sees it.',
  'envoy/stats':
    'All statistics; `filter` takes a regular expression, `usedonly` leaves out what never changed.',
  'envoy/stats-prometheus': 'All statistics in Prometheus’ format. Expensive on Envoy’s main thread.',
  'envoy/stats-recentlookups': 'Names of statistics that were looked up by text, if recording is on.',
  'envoy/hystrix_event_stream': 'An endless stream for Hystrix dashboards, only with that sink.',
  'envoy/healthz-ready': 'Readiness, as pilot-agent judges it: 200 or 503, without a body.',
  'envoy/post-logging':
    'Lists or sets log levels. Debug and trace cost CPU and disk until they are set back.',
  'envoy/post-reopen_logs': 'Opens the access log files again.',
  'envoy/post-reset_counters': 'Sets all counters to zero, which breaks rates in Prometheus.',
  'envoy/post-stats-recentlookups-enable':
    'Starts recording of looked-up statistics, at a small cost per lookup.',
  'envoy/post-stats-recentlookups-disable': 'Stops recording of looked-up statistics.',
  'envoy/post-stats-recentlookups-clear': 'Empties the record of looked-up statistics.',
  'envoy/post-allocprofiler': 'Starts and stops profiling of allocations.',
  'envoy/post-cpuprofiler':
    'Writes a CPU profile to a file in the container; not in Istio’s builds since 1.22.',
  'envoy/post-heapprofiler':
    'Writes heap profiles to a file in the container; not in Istio’s builds since 1.22.',
  'envoy/post-healthcheck-fail': 'Makes health checks fail and connections drain.',
  'envoy/post-healthcheck-ok': 'Undoes `/healthcheck/fail`.',
  'envoy/post-drain_listeners': 'Stops listeners for good; they cannot be started again without a restart.',
  'envoy/post-runtime_modify': 'Changes runtime settings, feature flags among them.',
  'envoy/post-tap': 'Records live traffic, contents included, until the client leaves.',
  'envoy/post-quitquitquit': 'Ends Envoy, and the container with it.',
} as const
