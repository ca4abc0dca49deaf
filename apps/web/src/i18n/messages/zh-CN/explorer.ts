import type { explorer as english } from '../en/explorer.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const explorer: TranslationOf<typeof english> = {
  title: '网格',
  tree: '集群、命名空间、工作负载和 Pod',
  filter: {
    label: '筛选 Pod',
    placeholder: '筛选 Pod',
    clear: '清除筛选',
    kinds: '只显示',
    anyKind: '全部 Pod',
    notReady: '未就绪',
    mesh: '网格内',
    controlPlane: '控制平面',
    gateways: '网关',
    outside: '网格外',
    hits_other: '{{count}} 个 Pod',
    hitsOf: '{{hits}} / {{count}} 个 Pod',
  },
  cluster: {
    label: '集群 {{name}}',
    current: '当前上下文',
  },
  namespace: '命名空间 {{name}}',
  workload: '{{kind}} {{name}}，{{total}} 个 Pod 中 {{ready}} 个就绪',
  pod: 'Pod {{name}}，{{kind}}，{{readiness}}',
  readiness: {
    ready: '就绪，{{total}} 个容器中 {{ready}} 个就绪',
    partly: '未就绪，{{total}} 个容器中 {{ready}} 个就绪',
    none: '未就绪，{{total}} 个容器均未就绪',
    finished: '已结束',
  },
  restarts_other: '重启 {{count}} 次',
  outside: '不在网格中',
  collapseAll: '收起所有分支',
  loading: '正在读取 {{cluster}} 的 Pod',
  empty: {
    title: '没有 Pod',
    text: '{{cluster}} 的 API server 没有列出任何 Pod{{scope}}。',
    scope: '（{{namespaces}}）',
  },
  noHits: {
    title: '没有符合的 Pod',
    text: '{{total}} 个 Pod 中没有符合筛选条件的。',
    clear: '清除筛选',
  },
  forbidden: {
    title: '你无权列出 Pod',
    text: '当前身份缺少对 pods 的 list 和 watch 权限{{scope}}。',
    everywhere: '（所有命名空间）',
    within: '（{{namespaces}}）',
    advice: '请申请包含这些动词的 Role，或使用 --namespace 指定你有权读取的命名空间来启动 Portolan。',
    said: 'API server 返回的原文',
  },
  failed: {
    title: '无法读取 Pod',
    advice: '正在自动重试。',
  },
  stale: {
    title: '自 {{time}} 起数据不再更新',
    text: '对 {{cluster}} 的 watch 已中断，正在重新建立。此后的 Pod 增减可能没有反映出来。',
  },
  partial: '仅显示 {{namespaces}}：其他命名空间未被请求，或者无权列出。',
}
