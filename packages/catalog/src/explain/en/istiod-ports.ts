import type { PortsOf } from '../explanation.ts'

export const istiodPorts: PortsOf<'istiod'> = {
  'istiod-http': {
    name: 'Readiness and debugging',
    what: 'Readiness (`/ready`), the debug endpoints under `/debug` and pprof; no metrics, those are on 15014. Some debug endpoints act on a GET: `adsz?push=true` pushes to every proxy, `cachez?clear=true` empties the cache. Portolan never sends either.',
    who: 'The kubelet (`/ready`), and people debugging.',
    change:
      'Flag `--httpAddr`. `ENABLE_DEBUG_ON_HTTP=false` takes the debug endpoints away, `--profile=false` the profiles.',
    check: '`kubectl -n istio-system port-forward deploy/istiod 8080`, then `curl -si localhost:8080/ready`.',
    reach:
      'All addresses, but not in the Service. From the network `/debug/...` needs a client certificate or a service account token, else 401. From loopback nothing is asked, and a port-forward is loopback: the right to `pods/portforward` is the whole protection.',
  },
  'istiod-grpc': {
    name: 'xDS, plaintext',
    what: 'xDS as gRPC without TLS. Clients have no verified identity here, so certificates and the debug types are refused unless `XDS_AUTH_PLAINTEXT` is set. Proxies do not use it by default.',
    who: 'Test clients, and proxies with `controlPlaneAuthPolicy: NONE`.',
    change: 'Flag `--grpcAddr`; empty means that gRPC is served on the port of `--httpAddr` instead.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15010`, then `curl -v --http2-prior-knowledge http://localhost:15010/` shows HTTP/2.',
    reach: 'All addresses, in the Service, without TLS. NetworkPolicy is the way to close it.',
  },
  'istiod-secure-grpc': {
    name: 'xDS and CA over TLS',
    what: 'The port that every proxy lives on: configuration (xDS) and workload certificates (CA) over one TLS endpoint. The certificate is for `istiod.NAMESPACE.svc`; a client certificate is asked for and not required, since agents that have none yet show a service account token.',
    who: 'pilot-agent of every sidecar and gateway, ztunnel, and `istioctl proxy-status`.',
    change:
      'Flag `--secureGRPCAddr`; proxies find it by `discoveryAddress` and `CA_ADDR`. It does not exist where istiod has neither a CA nor certificates of its own.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15012`, then `openssl s_client -connect localhost:15012 -servername istiod.istio-system.svc </dev/null | openssl x509 -noout -ext subjectAltName`.',
    reach: 'All addresses, in the Service; TLS, and an identity is verified on every stream.',
  },
  'istiod-monitoring': {
    name: 'Metrics and debugging',
    what: 'istiod’s metrics (`/metrics`), its version, and the same debug endpoints and profiles as 8080. istioctl finds the port by the pod’s annotation `prometheus.io/port`, and so does Portolan.',
    who: 'Prometheus, `istioctl dashboard istiod-debug`.',
    change: 'Flag `--monitoringAddr`; empty means that all this is on the port of `--httpAddr`.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15014`, then `curl -s localhost:15014/version`.',
    reach:
      'All addresses, in the Service, plain HTTP. `/metrics` and `/version` are open to everybody; `/debug/...` needs an identity except from loopback, which a port-forward is.',
  },
  'istiod-webhook': {
    name: 'Webhooks',
    what: 'HTTPS for the API server: sidecar injection (`/inject`) and validation of Istio’s resources (`/validate`). The Service publishes it as 443. Injection fails closed: while this port does not answer, pods of injected namespaces cannot be created.',
    who: 'The API server, for each new pod of an injected namespace and each write of an Istio resource.',
    change:
      'Flag `--httpsAddr`; empty puts the webhooks on the port of `--httpAddr`, for a TLS proxy in front.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 15017`, then `curl -ski https://localhost:15017/ready`; whether a pod would be injected: `istioctl x check-inject -n NS POD`.',
    reach:
      'All addresses, in the Service as 443. The API server checks its certificate by the `caBundle` in the webhook configuration; an outdated one shows as `x509` in the events of pods that are not created.',
  },
  'istiod-ctrlz': {
    name: 'ControlZ',
    what: 'istiod’s introspection page: log levels per scope, memory, version, process, and all environment variables, secrets among them. `PUT /homej/exit` ends the process. Levels that are changed here hold for this one pod and until it restarts.',
    who: '`istioctl dashboard controlz` and `istioctl admin log`.',
    change: 'Flags `--ctrlz_port` and `--ctrlz_address`.',
    check:
      '`kubectl -n istio-system port-forward deploy/istiod 9876`, then `curl -s localhost:9876/scopej/`.',
    reach: 'Loopback only, so port-forward and exec alone. No authentication.',
  },
}
