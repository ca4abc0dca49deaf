import type { EndpointsOf } from '../endpoint-key.ts'

export const nodeEndpoints: EndpointsOf<'ztunnel' | 'cni' | 'agentgateway'> = {
  'ztunnel/index': 'ztunnel 管理接口的首页。',
  'ztunnel/config_dump': '工作负载、服务、策略、证书和当前连接。大规模网格中体积较大。',
  'ztunnel/debug-pprof-profile': '采集 CPU 性能剖析数据，默认十秒。',
  'ztunnel/debug-pprof-heap': '堆的性能剖析数据，前提是构建支持且已开启。',
  'ztunnel/debug-pprof-heap-profiling': '开启或关闭堆的性能剖析，GET 请求就会生效。',
  'ztunnel/post-logging': '查看或设置日志级别。',
  'ztunnel/post-quitquitquit': '结束 ztunnel：该节点上所有 Ambient Pod 的流量都会中断。',
  'ztunnel/metrics': '供 Prometheus 抓取的 ztunnel 指标。',
  'ztunnel/stats-prometheus': '与 `/metrics` 相同。',
  'ztunnel/healthz-ready': '返回 200 和 `ready`，或返回 500 并列出尚未完成的任务。',
  'cni/metrics': 'CNI agent 的指标。',
  'cni/healthz': '只要进程在运行就返回 200。',
  'cni/readyz': '插件安装完毕且 agent 已启动时返回 200，否则为 503。',
  'agentgateway/metrics': 'agentgateway 的指标。',
  'agentgateway/healthz-ready': 'agentgateway 的就绪状态。',
}
