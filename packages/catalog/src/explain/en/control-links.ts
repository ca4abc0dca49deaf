import type { ControlLinkId, LinkGroup } from '../link-groups.ts'

export const controlLinks: LinkGroup<ControlLinkId> = {
  'envoy-to-agent-xds': {
    name: 'Envoy to agent: xDS',
    what: 'Envoy’s one stream for all configuration, over a Unix socket to pilot-agent, which passes it on to istiod. Its state is the vital sign “stream to the control plane”, because a socket file alone proves nothing.',
    who: 'Envoy, cluster `xds-grpc`.',
    change: 'Nothing to set.',
    check: '`istioctl proxy-status POD -n NS` shows whether both sides agree.',
  },
  'envoy-to-agent-sds': {
    name: 'Envoy to agent: SDS',
    what: 'Envoy fetches its certificate, key and root certificates from pilot-agent and is told when they are renewed. When this fails at the start, listeners with mutual TLS stay in warming.',
    who: 'Envoy, cluster `sds-grpc`.',
    change: '`SECRET_TTL` and `SECRET_GRACE_PERIOD_RATIO` of the proxy set lifetime and renewal.',
    check: '`istioctl proxy-config secret POD -n NS`: `default` and `ROOTCA` must be ACTIVE and valid.',
  },
  'agent-to-istiod': {
    name: 'Agent to istiod',
    what: 'The agent’s only connection to the control plane, on 15012: Envoy’s configuration stream and, now and then, a certificate request. When it breaks, Envoy goes on with what it has; after a restart of istiod it takes up to half a minute to come back.',
    who: 'pilot-agent, with the pod’s service account token or certificate.',
    change: '`discoveryAddress` in `meshConfig.defaultConfig`, `CA_ADDR`; NetworkPolicy must allow 15012.',
    check:
      '`istioctl proxy-status` shows the proxy and its istiod; errors are in `kubectl -n NS logs POD -c istio-proxy`.',
  },
  'agent-starts-envoy': {
    name: 'Agent starts Envoy',
    what: 'pilot-agent writes the bootstrap file and starts Envoy as its child. On SIGTERM it tells Envoy to drain and ends it after `terminationDrainDuration`. If Envoy dies, the agent ends with it.',
    who: 'pilot-agent.',
    change:
      '`terminationDrainDuration`, `EXIT_ON_ZERO_ACTIVE_CONNECTIONS`, `concurrency` in `meshConfig.defaultConfig`.',
    check: '`istioctl proxy-config bootstrap POD -n NS` shows what it was started with.',
  },
  'application-to-agent-xds': {
    name: 'gRPC library to agent: xDS',
    what: 'In proxyless gRPC the application’s own library reads configuration from pilot-agent’s socket, as its bootstrap file (`GRPC_XDS_BOOTSTRAP`) says. Only names with the `xds:///` scheme take part.',
    who: 'gRPC of the application.',
    change: 'Injection template `grpc-agent` by `inject.istio.io/templates`.',
    check: '`istioctl proxy-status` lists the pod once the library has connected.',
  },
  'istiod-tap': {
    name: 'Debug tap to istiod',
    what: 'A request on 15004 travelled as an xDS debug request over the agent’s stream, so it reached exactly the istiod that this proxy uses.',
    who: 'People debugging.',
    since: 'Until Istio 1.24.',
    change: '`PROXY_XDS_DEBUG_VIA_AGENT`.',
    check: '`istioctl x internal-debug syncz` asks istiod directly, in every release.',
  },
  'proxies-to-secure-grpc': {
    name: 'Proxies to istiod',
    what: 'Every proxy of this revision holds one long-lived stream here, and asks here for certificates. After many proxies reconnect at once, pushes queue and the connection limits (`PILOT_MAX_REQUESTS_PER_SECOND`) slow them down.',
    who: 'pilot-agent, ztunnel, istioctl.',
    change:
      'Replicas of istiod; flag `--keepaliveMaxServerConnectionAge` (30 minutes in the chart) makes proxies reconnect and so spread.',
    check:
      '`istioctl proxy-status` lists them; `pilot_xds` in `curl -s localhost:15014/metrics` counts them.',
  },
  'proxies-to-grpc': {
    name: 'xDS without TLS',
    what: 'Plaintext xDS. In an ordinary mesh nobody uses it, so an open port without clients is normal.',
    who: 'Test clients, proxies with `controlPlaneAuthPolicy: NONE`.',
    change: 'Flag `--grpcAddr` of istiod.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15014`, then `curl -s localhost:15014/debug/connections`.',
  },
  'api-server-to-webhook': {
    name: 'API server to webhooks',
    what: 'For each new pod of an injected namespace and each write of an Istio resource the API server calls istiod, as 443 of its Service. If that fails, pods are not created at all; the reason is in the events of the ReplicaSet. Managed clusters often need a firewall rule for 15017.',
    who: 'The API server.',
    change: 'MutatingWebhookConfiguration and ValidatingWebhookConfiguration of the revision.',
    check: '`kubectl -n NS get events --field-selector reason=FailedCreate`, `istioctl x injector list`.',
  },
  'istiod-to-api-server': {
    name: 'istiod to API server',
    what: 'istiod watches Services, endpoints, pods and Istio’s resources, and writes status. Without it istiod goes on with its last state; a fresh istiod does not get ready.',
    who: 'pilot-discovery.',
    change: 'RBAC of the service account `istiod`; `discoverySelectors` limit which namespaces it looks at.',
    check: '`kubectl -n istio-system logs deploy/istiod` shows failing watches.',
  },
  'ztunnel-to-istiod': {
    name: 'ztunnel to istiod',
    what: 'ztunnel receives workloads, services and policies over xDS and has certificates signed for each captured identity of its node. While istiod is away it goes on with what it has.',
    who: 'ztunnel.',
    change: '`XDS_ADDRESS` and `CA_ADDRESS` of ztunnel.',
    check: '`istioctl proxy-status` lists ztunnels, `istioctl ztunnel-config certificates` the identities.',
  },
  'cni-to-ztunnel': {
    name: 'CNI agent and ztunnel',
    what: 'ztunnel dials the CNI agent’s socket and is then told of each captured pod, with its network namespace. If this is missing, new ambient pods of the node stay without network.',
    who: 'ztunnel dials, the CNI agent tells.',
    change: 'Flag `--ztunnel-uds-address` of the CNI agent.',
    check:
      '`kubectl -n istio-system logs ds/istio-cni-node -c install-cni`, and `ztunnel_connected` in its metrics.',
  },
  'agentgateway-to-istiod': {
    name: 'agentgateway to istiod',
    what: 'agentgateway receives its configuration and certificate from istiod by itself; there is no pilot-agent between.',
    who: 'agentgateway.',
    since: 'Since Istio 1.29, experimental.',
    change: '`PILOT_ENABLE_AGENTGATEWAY` of istiod.',
    check: '`kubectl -n NS logs POD -c agentgateway`.',
  },
}
