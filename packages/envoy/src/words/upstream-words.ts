import { clusterWords } from './cluster-words.ts'
import { endpointWords } from './endpoint-words.ts'
import { routeWords } from './route-words.ts'
import { upstreamConnectionWords } from './upstream-connection-words.ts'

/** Words of routes, clusters and endpoints: what they share, and their own. */
export const upstreamWords = {
  ...routeWords,
  ...clusterWords,
  ...upstreamConnectionWords,
  ...endpointWords,
  'upstream.buffer': { en: 'Buffer limit (bytes)', 'zh-CN': '缓冲上限（字节）' },
  'upstream.client-status': { en: 'Client status', 'zh-CN': '客户端状态' },
  'upstream.disabled': { en: 'Disabled', 'zh-CN': '已禁用' },
  'upstream.entry': { en: 'Entry', 'zh-CN': '条目' },
  'upstream.external': { en: 'Outside the mesh', 'zh-CN': '网格外' },
  'upstream.duration': { en: 'Duration', 'zh-CN': '时长' },
  'upstream.enabled': { en: 'Enabled for', 'zh-CN': '启用比例' },
  'upstream.failure': { en: 'Failure of the last update', 'zh-CN': '上次更新失败' },
  'upstream.idle-timeout': { en: 'Idle timeout', 'zh-CN': '空闲超时' },
  'upstream.interval': { en: 'Interval', 'zh-CN': '间隔' },
  'upstream.made-from': { en: 'Made from', 'zh-CN': '来源对象' },
  'upstream.max-interval': { en: 'Longest interval', 'zh-CN': '最长间隔' },
  'upstream.metadata': { en: 'Metadata', 'zh-CN': '元数据' },
  'upstream.metadata-of': { en: 'Metadata of', 'zh-CN': '元数据' },
  'upstream.other': { en: 'Other field', 'zh-CN': '其他字段' },
  'upstream.percentage': { en: 'Percentage', 'zh-CN': '比例' },
  'upstream.priority': { en: 'Priority', 'zh-CN': '优先级' },
  'upstream.services': { en: 'Service', 'zh-CN': '服务' },
  'upstream.stat-name': { en: 'Name in statistics', 'zh-CN': '统计名称' },
  'upstream.state': { en: 'State', 'zh-CN': '状态' },
  'upstream.status': { en: 'HTTP status', 'zh-CN': 'HTTP 状态码' },
  'upstream.updated': { en: 'Updated', 'zh-CN': '更新时间' },
  'upstream.version': { en: 'Version', 'zh-CN': '版本' },
  'upstream.weight': { en: 'Weight', 'zh-CN': '权重' },
} as const
