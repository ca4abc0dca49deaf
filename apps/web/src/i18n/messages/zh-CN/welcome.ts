import type { welcome as english } from '../en/welcome.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const welcome: TranslationOf<typeof english> = {
  title: 'Istio 端口实时图',
  lead: '选择一个 Pod。Portolan 会画出其中运行的内容，逐一探测它的端口，并说明判断的依据。',
  loadingOf: '正在读取 {{cluster}} 的网格',
  noCluster: '没有打开的集群。请使用 kubeconfig 启动 Portolan，或打开一份录制文件。',
  glance:
    '{{cluster}}：{{namespaces}} 个命名空间、{{workloads}} 个工作负载的 {{pods}} 个 Pod 属于网格，{{outside}} 个不属于。',
  sync: {
    all_other: '全部 {{count}} 个代理均已同步 istiod 下发的配置。',
    some_other: '{{count}} 个代理中有 {{behind}} 个落后于 istiod。',
    noIstiod: '这里没有 istiod，无法得知代理是否已同步。',
  },
  pins: '已固定',
  recents: '最近查看',
  ambient: { title: 'Ambient' },
  attention: {
    title: '需要关注',
    none: '网格中的所有 Pod 均已就绪，未发现落后的代理。',
    restarts_other: '重启 {{count}} 次',
  },
  controlPlane: {
    title: '控制平面',
    versions: '控制平面，Istio {{versions}}',
    none: '你可见的 Pod 中没有 istiod。',
  },
  gateways: {
    title: '网关',
    none: '你可见的 Pod 中没有网关。',
  },
  workloads: {
    none: '这里没有带 Sidecar 或由 ztunnel 捕获的 Pod。',
  },
  ready: '{{ready}}/{{total}}',
  readyLong: '{{total}} 个容器中 {{ready}} 个就绪',
  more_other: '还有 {{count}} 个',
  showAll: '在资源管理器中显示',
  can: {
    title: '你可以在这里做什么',
    chart: '查看 Pod 的进程、端口、套接字和连接，以及它们此刻的状态。',
    evidence: '选择一个端口：它的用途、状态的依据、历史、谁能访问它，以及手动检查的命令。',
    pages: '打开端口背后的页面：Envoy 管理接口、pilot-agent、istiod 调试控制台、ControlZ、指标。',
    share: '每个视图都有自己的链接：复制地址即可让别人看到同样的内容。',
  },
}
