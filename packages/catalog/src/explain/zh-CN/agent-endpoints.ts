import type { EndpointsOf } from '../endpoint-key.ts'

export const agentEndpoints: EndpointsOf<'agent' | 'go'> = {
  'agent/healthz-ready': '代理的就绪状态：200 或 503，没有正文。原因写在 agent 的日志里。',
  'agent/stats-prometheus': '合并后的指标：agent、Envoy 和应用。每次请求都会把三者各抓取一遍。',
  'agent/metrics': '与 `/stats/prometheus` 相同。',
  'agent/app-health-container-livez': '重放应用的存活探针，因此会访问应用。',
  'agent/app-health-container-readyz': '重放应用的就绪探针，因此会访问应用。',
  'agent/app-health-container-startupz': '重放应用的启动探针，因此会访问应用。',
  'agent/app-lifecycle-container-prestopz': '执行应用的 preStop 钩子。',
  'agent/app-lifecycle-container-poststartz': '执行应用的 postStart 钩子。',
  'agent/debug-ndsz': 'DNS 代理的名称表；未启用 DNS 捕获时返回 404 和 `{}`。',
  'agent/debug-type': '转为一次调试请求，经由 agent 的流发给 istiod。',
  'agent/post-drain': '排空监听器，不重启就无法撤销。',
  'agent/post-quitquitquit': '立即结束 agent 和 Envoy，不做排空。',
  'go/debug-pprof': 'Go 性能剖析数据的索引页。点击 CPU profile 或 trace 的链接就会开始采集。',
  'go/debug-pprof-cmdline': '进程的命令行。',
  'go/debug-pprof-symbol': '按地址查找函数名。',
  'go/debug-pprof-profile': '采集 CPU 性能剖析数据，默认三十秒。',
  'go/debug-pprof-trace': '采集执行跟踪，默认一秒。',
  'go/debug-pprof-name':
    'Go 的某一种性能剖析数据：`heap`、`goroutine`、`allocs`、`block`、`mutex`、`threadcreate`。',
}
