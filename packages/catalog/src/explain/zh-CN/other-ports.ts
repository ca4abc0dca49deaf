import type { PortExplanation, PortsOf } from '../explanation.ts'

export const otherPorts: PortsOf<'cni'> &
  PortsOf<'agentgateway'> & { readonly application: PortExplanation } = {
  application: {
    name: '应用',
    what: '工作负载自己提供的端口，来自容器声明的端口、Service、探针或指标注解。Portolan 只建立连接，不发送任何数据，因为发请求就是真实流量。端口转发直达进程，绕过 Envoy 的 15006：在这里能通，网格里的调用方仍可能被拒绝。',
    who: '工作负载的调用方，以及执行探针的 kubelet。',
    change:
      '`containers[].ports`（仅供参考）、Service 的 `targetPort`，以及程序实际绑定的端口。Service 写的端口与程序绑定的不一致，是 Pod 一直停在 1/2 的典型原因。',
    check:
      '先执行 `kubectl -n NS port-forward POD PORT`，再执行 `curl -si localhost:PORT/`；在 Pod 里用 `ss -ltn` 查看实际绑定的端口。',
    reach: '取决于程序如何绑定；有 Sidecar 时，调用方要经过 15006 及其策略。',
  },
  'cni-metrics': {
    name: 'CNI 指标',
    what: 'CNI agent 的指标：配置或修复了多少个 Pod。这个 Pod 使用主机网络，所以它占用的是节点的端口，可能与其他程序冲突。',
    who: 'Prometheus。',
    change: '启动参数 `--monitoring-port`，环境变量 `MONITORING_PORT`。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 15014`，再执行 `curl -s localhost:15014/metrics | head`。',
    reach: '节点的所有地址，明文 HTTP。',
  },
  'cni-health': {
    name: 'CNI 就绪检查',
    what: '插件已安装到节点、agent 也已启动，`/readyz` 才返回 200，否则返回 503。`/healthz` 永远是 200，说明不了任何问题；两者都看不出 ztunnel 是否已连接。未就绪期间，该节点上新建的网格 Pod 可能没有流量重定向，也可能根本启动不了。',
    who: 'kubelet。',
    change: '端口固定为 8000，监听在节点自己的地址上。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 8000`，再执行 `curl -si localhost:8000/readyz`。',
    reach: '节点的所有地址，明文 HTTP。',
  },
  'cni-ctrlz': {
    name: 'CNI ControlZ',
    what: 'CNI agent 的自省页面：日志级别、内存、环境变量。它是唯一在 ControlZ 里提供 pprof 的组件。这里的本机回环是节点的，所有使用主机网络的 Pod 都能访问。',
    who: '排查问题的人。',
    change: '启动参数 `--ctrlz_port` 和 `--ctrlz_address`。',
    check:
      '先执行 `kubectl -n istio-system port-forward POD 9876`，再执行 `curl -s localhost:9876/scopej/`。',
    reach: '节点的本机回环。没有认证。',
  },
  'agentgateway-metrics': {
    name: 'agentgateway 指标',
    what: '供 Prometheus 抓取的 agentgateway 指标。虽然也是 15020，背后却没有 pilot-agent：没有就绪检查，没有合并后的指标，也不能排空。',
    who: 'Prometheus。',
    since: 'Istio 1.29 起提供，实验性。',
    change: '只能修改 GatewayClass 对应的模板。',
    check: '先执行 `kubectl -n NS port-forward POD 15020`，再执行 `curl -s localhost:15020/metrics | head`。',
    reach: '所有地址，明文 HTTP。',
  },
  'agentgateway-readiness': {
    name: 'agentgateway 就绪检查',
    what: 'agentgateway 自己的 `/healthz/ready`。这个 Pod 里没有 Envoy，所以 15000、15001、15006、15090 都不存在。',
    who: 'kubelet。',
    since: 'Istio 1.29 起提供，实验性。',
    change: '只能修改 GatewayClass 对应的模板。',
    check: '先执行 `kubectl -n NS port-forward POD 15021`，再执行 `curl -si localhost:15021/healthz/ready`。',
    reach: '所有地址，明文 HTTP。',
  },
}
