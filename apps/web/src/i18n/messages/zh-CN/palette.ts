import type { palette as english } from '../en/palette.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const palette: TranslationOf<typeof english> = {
  title: '命令面板',
  count_other: '{{count}} 个结果',
  countOf: '显示 {{total}} 个结果中的 {{shown}} 个；继续输入可缩小范围',
  hint: 'Enter 打开，Ctrl+Enter 在旁边打开，输入 ? 查看用法',
  mode: {
    go: {
      placeholder: '转到 Pod、工作负载或命名空间（输入 ? 查看用法）',
      list: 'Pod、工作负载和命名空间',
      help: '转到 Pod、工作负载或命名空间',
    },
    commands: {
      placeholder: '输入命令名称',
      list: '命令',
      help: '执行命令',
    },
    ports: {
      placeholder: '转到端口：15020、管理接口、cart 的 15020',
      list: '端口',
      help: '转到当前 Pod 或指定 Pod 的端口：cart 的 15020',
    },
    help: {
      placeholder: '这里可以输入什么',
      list: '搜索方式',
      help: '显示此列表',
    },
  },
  group: {
    recent: '最近打开',
    recentCommands: '最近使用',
    attention: '需要关注',
    openPod: '当前文档',
    pods: 'Pod',
    workloads: '工作负载',
    namespaces: '命名空间',
  },
  workload: '{{namespace}} 中的 {{kind}}',
  namespace: '命名空间，在资源管理器中显示',
  none: {
    go: '没有匹配的 Pod、工作负载或命名空间。',
    commands: '当前可用的命令中没有匹配项。',
    ports: '当前 Pod 或所指定的 Pod 中没有匹配的端口。',
    portsNoPod: '没有打开的 Pod，请指定一个，例如“cart 的 15020”。',
    help: '没有内容。',
  },
  instead: {
    go: '查找名为“{{query}}”的 Pod',
    commands: '查找名为“{{query}}”的命令',
    ports: '查找名为“{{query}}”的端口',
    help: '查看这里可以输入什么',
  },
  loading: '正在获取 {{cluster}} 的 Pod 列表。',
  forbidden: '你无权列出 {{cluster}} 的 Pod。',
  failed: '无法列出 {{cluster}} 的 Pod：{{text}}',
  portOf: '{{namespace}} 中的 {{pod}}',
  notInChart: '{{pod}} 的图中没有端口 {{port}}。',
}
