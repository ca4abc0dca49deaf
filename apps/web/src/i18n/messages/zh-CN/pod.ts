import type { pod as english } from '../en/pod.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const pod: TranslationOf<typeof english> = {
  views: '{{title}} 的视图',
  view: { chart: '图', ports: '端口', original: '原始页面', processes: '进程', sockets: '套接字', redirection: '流量重定向' },
  detail: '{{title}} 选中的端口',
  closeDetail: '关闭面板',
  loading: '正在绘制 {{pod}}',
  namespace: '命名空间 {{name}}',
  revision: '修订版本 {{revision}}',
  noVersion: '版本未知',
  ready: '{{ready}}/{{total}} 就绪',
  restarts_other: '重启 {{count}} 次',
  node: '位于节点 {{node}}',
  gone: {
    title: '此 Pod 已不存在',
    text: '你看到的是它最后已知的状态。',
    textEmpty: '没有这个名称的 Pod，或者它已不存在。',
    replaced: '它的工作负载现在运行在 {{pod}}。',
    open: '打开 {{pod}}',
    noReplacement: '还没有 Pod 接替它。请在资源管理器中查看现有的 Pod。',
  },
  lastSeen: '以下是 {{time}} 所见的状态，正在重新查看。',
  stale: '未连接：以下状态是 {{time}} 之前的。',
  badName: {
    title: 'Pod 不可能有这样的名称',
    text: '命名空间是 DNS 标签，Pod 名称是 DNS 子域名：小写字母、数字、短横线（Pod 名称还可以有点）。',
  },
  clusterUnknown: {
    title: '此链接属于另一个集群',
    text: 'Portolan 启动时所用的 kubeconfig 中没有上下文 {{cluster}}，现有：{{known}}。',
    advice: '请使用包含该上下文的 kubeconfig 启动，或在资源管理器中选择一个 Pod。',
  },
  facts: {
    title: '此 Pod',
    why: '判断理由',
    workload: '工作负载',
    node: '节点',
    addresses: '地址',
    created: '创建于',
    containers: '容器',
    native: '原生 Sidecar',
    init: 'Init 容器',
    ready: '就绪',
    notReady: '未就绪',
  },
  openExplorer: '在资源管理器中选择 Pod',
}
