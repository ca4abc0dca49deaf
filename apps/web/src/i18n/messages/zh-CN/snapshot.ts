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
  costly: '同时录制性能剖析数据',
  costlyText: '包括 Go 性能剖析（pprof），以及对 istiod 和 Envoy 开销最大的转储。网格负载较高时请勿勾选。',
  holds:
    '录制内容包括 Kubernetes 对象、每个端口后的实际服务，以及所有只读端点的响应。Secret、未知环境变量的值、令牌和私钥都会被移除；网格中的任何内容都不会被更改。',
  cancel: '取消',
  start: '开始录制',
  starting: '正在启动…',
}
