import type { Explanations } from '../explanation.ts'

export const vitals: Explanations['vitals'] = {
  'envoy-state': {
    name: 'Envoy 状态',
    what: 'Envoy 对自身状态的说法：`LIVE`、`INITIALIZING`（等待首份配置或预热）、`DRAINING` 或 `PRE_INITIALIZING`。卡住的 Envoy 完全没有回应，而 pilot-agent 的就绪检查可能仍返回 200。',
    who: 'pilot-agent 的就绪检查。',
    change: '没有可设置的项；它反映 Envoy 的实际状态。',
    check: '`kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET ready`。',
  },
  'envoy-xds-stream': {
    name: '与控制平面的 xDS 流',
    what: 'Envoy 是否持有一条 istiod 已经应答的配置流。pilot-agent 把每条流一对一地转给 istiod，所以它反映的就是 agent 与 istiod 的连接。只看打开的流数量并不够：agent 还在拨号时就会先接受 Envoy 的流，因此这里只计算已有应答的流。',
    who: 'Pod 中没有别的东西能反映它：没有流时，就绪检查依然是 200。',
    change: '`meshConfig.defaultConfig` 的 `discoveryAddress`；以及 Pod 与 15012 之间的网络策略。',
    check:
      '从另一侧看用 `istioctl proxy-status`；或执行 `kubectl -n NS exec POD -c istio-proxy -- pilot-agent request GET "stats?filter=xds-grpc"`。',
  },
  'envoy-config-rejected': {
    name: '被拒绝的配置',
    what: 'Envoy 是否拒绝（NACK）了 istiod 下发的监听器或上游集群（cluster）。它会沿用上一份有效的配置，所以 Pod 看上去正常，却没有按新的配置工作。',
    who: '常见的起因是 EnvoyFilter，或这个 Envoy 没有的扩展。',
    change: '修正产生它的资源；istiod 随后会重新推送。',
    check:
      '`istioctl proxy-status POD -n NS` 对比两侧配置；Envoy 给出的原因在 `kubectl -n NS logs POD -c istio-proxy` 中。',
  },
}
