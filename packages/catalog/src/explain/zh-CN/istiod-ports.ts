import type { PortsOf } from '../explanation.ts'

export const istiodPorts: PortsOf<'istiod'> = {
  'istiod-http': {
    name: '就绪检查与调试',
    what: '提供就绪检查（`/ready`）、`/debug` 下的调试端点和 pprof；没有指标，指标在 15014。部分调试端点用 GET 就会产生动作：`adsz?push=true` 会向所有代理推送配置，`cachez?clear=true` 会清空缓存。这两种请求 Portolan 都绝不会发。',
    who: 'kubelet（`/ready`），以及排查问题的人。',
    change:
      '启动参数 `--httpAddr`。`ENABLE_DEBUG_ON_HTTP=false` 关闭调试端点，`--profile=false` 关闭性能剖析。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 8080`，再执行 `curl -si localhost:8080/ready`。',
    reach:
      '所有地址，但不在 Service 里。从网络访问 `/debug/...` 要有客户端证书或服务账号令牌，否则返回 401。来自本机回环的请求完全不做认证，而端口转发就是本机回环：唯一的防线是 `pods/portforward` 权限。',
  },
  'istiod-grpc': {
    name: 'xDS（明文）',
    what: '不带 TLS 的 gRPC xDS。这里的客户端没有经过验证的身份，所以除非设置了 `XDS_AUTH_PLAINTEXT`，证书和调试类型都会被拒绝。代理默认不用它。',
    who: '测试用的客户端，以及设置了 `controlPlaneAuthPolicy: NONE` 的代理。',
    change: '启动参数 `--grpcAddr`；置空则 gRPC 改由 `--httpAddr` 的端口提供。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15010`，再执行 `curl -v --http2-prior-knowledge http://localhost:15010/`，可以看到 HTTP/2。',
    reach: '所有地址，在 Service 里，没有 TLS。要封住它，用 NetworkPolicy。',
  },
  'istiod-secure-grpc': {
    name: 'xDS 与 CA（TLS）',
    what: '所有代理赖以工作的端口：配置（xDS）和工作负载证书（CA）共用同一个 TLS 端点。服务端证书签发给 `istiod.NAMESPACE.svc`；客户端证书会请求但不强制，因为还没拿到证书的 agent 出示的是服务账号令牌。',
    who: '每个 Sidecar 和网关的 pilot-agent、ztunnel，以及 `istioctl proxy-status`。',
    change:
      '启动参数 `--secureGRPCAddr`；代理通过 `discoveryAddress` 和 `CA_ADDR` 找到它。如果 istiod 既没有 CA 也没有自己的证书，就没有这个端口。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15012`，再执行 `openssl s_client -connect localhost:15012 -servername istiod.istio-system.svc </dev/null | openssl x509 -noout -ext subjectAltName`。',
    reach: '所有地址，在 Service 里；使用 TLS，每条流都会验证身份。',
  },
  'istiod-monitoring': {
    name: '指标与调试',
    what: '提供 istiod 的指标（`/metrics`）、版本，以及与 8080 相同的调试端点和性能剖析数据。istioctl 根据 Pod 注解 `prometheus.io/port` 找到这个端口，Portolan 也一样。',
    who: 'Prometheus，`istioctl dashboard istiod-debug`。',
    change: '启动参数 `--monitoringAddr`；置空则全部改由 `--httpAddr` 的端口提供。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15014`，再执行 `curl -s localhost:15014/version`。',
    reach:
      '所有地址，在 Service 里，明文 HTTP。`/metrics` 和 `/version` 对所有人开放；`/debug/...` 需要身份，来自本机回环的除外，而端口转发就属于本机回环。',
  },
  'istiod-webhook': {
    name: 'Webhook',
    what: '供 API server 调用的 HTTPS 端口：Sidecar 注入（`/inject`）和 Istio 资源校验（`/validate`）。Service 以 443 暴露它。注入失败即拒绝：这个端口不响应时，启用了注入的命名空间里无法创建 Pod。',
    who: 'API server：在启用了注入的命名空间里每创建一个 Pod、每写入一个 Istio 资源，都会调用它。',
    change: '启动参数 `--httpsAddr`；置空则 Webhook 改由 `--httpAddr` 的端口提供，供前置的 TLS 代理使用。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 15017`，再执行 `curl -ski https://localhost:15017/ready`；想知道某个 Pod 会不会被注入：`istioctl x check-inject -n NS POD`。',
    reach:
      '所有地址，在 Service 里以 443 暴露。API server 用 Webhook 配置里的 `caBundle` 校验它的证书；如果 caBundle 过期，Pod 会创建不出来，事件里能看到 `x509` 错误。',
  },
  'istiod-ctrlz': {
    name: 'ControlZ',
    what: 'istiod 的自省页面：各 scope 的日志级别、内存、版本、进程，以及全部环境变量，其中可能有密钥。`PUT /homej/exit` 会让进程退出。在这里改的日志级别只对这一个 Pod 生效，重启后失效。',
    who: '`istioctl dashboard controlz` 和 `istioctl admin log`。',
    change: '启动参数 `--ctrlz_port` 和 `--ctrlz_address`。',
    check:
      '先执行 `kubectl -n istio-system port-forward deploy/istiod 9876`，再执行 `curl -s localhost:9876/scopej/`。',
    reach: '仅本机回环，只能通过端口转发或 exec 访问。没有认证。',
  },
}
