import type { Explanations } from '../explanation.ts'

export const vitals: Explanations['vitals'] = {
  'envoy-state': {
    name: 'State of Envoy',
    what: 'What Envoy says of itself: `LIVE`, `INITIALIZING` (waiting for first configuration or for warm-up), `DRAINING` or `PRE_INITIALIZING`. An Envoy that hangs does not answer at all, while pilot-agent’s readiness may go on saying 200.',
    who: 'pilot-agent’s readiness.',
    change: 'Nothing to set; it follows what Envoy does.',
    check: '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready`.',
  },
  'envoy-xds-stream': {
    name: 'Stream to the control plane',
    what: 'Whether Envoy holds a configuration stream that istiod has answered. pilot-agent passes each stream on one to one, so this is the agent’s connection to istiod. The bare count of open streams is not enough: the agent takes Envoy’s stream while it is still dialling, so only answered ones are counted.',
    who: 'Nothing else in the pod shows it: readiness stays 200 without a stream.',
    change: '`discoveryAddress` in `meshConfig.defaultConfig`; network policies between the pod and 15012.',
    check:
      '`istioctl proxy-status` from the other side, or `kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET "stats?filter=xds-grpc"`.',
  },
  'envoy-config-rejected': {
    name: 'Rejected configuration',
    what: 'Whether Envoy refused (NACK) listeners or clusters that istiod sent. It goes on with the last good ones, so the pod looks healthy and does not do what was configured.',
    who: 'Often an EnvoyFilter, or an extension that this Envoy does not have.',
    change: 'Correct the resource that produced it; istiod then pushes anew.',
    check:
      '`istioctl proxy-status POD -n NS` compares both sides; Envoy’s reason is in `kubectl -n NS logs POD -c istio-proxy`.',
  },
}
