/** pilot-agent, and what Go serves in every component that is written in it. */
export const agentEndpoints = {
  'agent/healthz-ready':
    'Readiness of the proxy: 200 or 503, without a body. The reason is in the agent’s log.',
  'agent/stats-prometheus': 'Merged metrics of agent, Envoy and application. Each request scrapes them all.',
  'agent/metrics': 'The same as `/stats/prometheus`.',
  'agent/app-health-container-livez':
    'Replays the application’s liveness probe, so it calls the application.',
  'agent/app-health-container-readyz':
    'Replays the application’s readiness probe, so it calls the application.',
  'agent/app-health-container-startupz':
    'Replays the application’s startup probe, so it calls the application.',
  'agent/app-lifecycle-container-prestopz': 'Runs the application’s preStop hook.',
  'agent/app-lifecycle-container-poststartz': 'Runs the application’s postStart hook.',
  'agent/debug-ndsz': 'The DNS proxy’s name table; 404 with `{}` while DNS capture is off.',
  'agent/debug-type': 'Becomes one debug request over the agent’s stream to istiod.',
  'agent/post-drain': 'Drains the listeners, which cannot be undone without a restart.',
  'agent/post-quitquitquit': 'Ends agent and Envoy at once, without draining.',
  'go/debug-pprof': 'Index of Go’s profiles. Links to CPU profile and trace start one.',
  'go/debug-pprof-cmdline': 'The command line of the process.',
  'go/debug-pprof-symbol': 'Looks up names of functions by address.',
  'go/debug-pprof-profile': 'Records a CPU profile, thirty seconds unless told otherwise.',
  'go/debug-pprof-trace': 'Records an execution trace, one second unless told otherwise.',
  'go/debug-pprof-name':
    'One of Go’s profiles: `heap`, `goroutine`, `allocs`, `block`, `mutex`, `threadcreate`.',
} as const
