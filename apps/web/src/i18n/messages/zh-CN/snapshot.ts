import type { TranslationOf } from '../../translation-of.ts'
import type { snapshot as english } from '../en/snapshot.ts'

export const snapshot: TranslationOf<typeof english> = {
  commands: { record: '录制当前网格…' },
  title: '录制 {{cluster}}',
  close: '关闭',
  what: '录制范围',
  part: {
    mesh: '整个网格',
    namespace: '命名空间 {{namespace}}',
    pod: 'Pod {{namespace}}/{{pod}}',
  },
  extras: '还可以录制',
  extra: {
    lookInside: {
      title: 'Pod 内部',
      text: '进程和套接字：在每个运行中的容器里执行一条命令，集群往往会审计这类操作。应用的命令行和看起来像机密的值不会被录制。',
    },
    logs: {
      title: '日志的最后几行',
      text: '日志是自由文本。看起来像机密的内容会被遮盖，但无法保证没有遗漏：交给别人之前请先检查。',
    },
    costly: {
      title: '性能剖析数据',
      text: '包括 Go 性能剖析（pprof），以及对 istiod 和 Envoy 开销最大的转储。网格负载较高时请勿勾选。',
    },
  },
  noExec: 'Portolan 以 --no-exec 启动。',
  holds:
    '录制内容包括 Kubernetes 对象、Pod 的事件、每个端口后的实际服务，以及所有只读端点的响应。Secret、未知环境变量的值、令牌和私钥都会被移除；网格中的任何内容都不会被更改。',
  cancel: '取消',
  start: '开始录制',
  starting: '正在启动…',
}
