/** Words of statistics. */
export const statWords = {
  'stat.name': { en: 'Statistic', 'zh-CN': '统计项' },
  'stat.value': { en: 'Value', 'zh-CN': '值' },
  'stat.before': { en: 'Read before', 'zh-CN': '上次读取' },
  'stat.change': { en: 'Change', 'zh-CN': '变化' },
  'stat.rate': { en: 'Per second', 'zh-CN': '每秒' },
  'stat.unit': { en: 'Unit', 'zh-CN': '单位' },
  'stat.type': { en: 'Type', 'zh-CN': '类型' },
  'stat.median': { en: 'Median', 'zh-CN': '中位数' },
  'stat.p90': { en: 'P90', 'zh-CN': 'P90' },
  'stat.p99': { en: 'P99', 'zh-CN': 'P99' },
  'stat.instant': { en: 'As a time', 'zh-CN': '对应时间' },
  'stat.inexact': { en: 'Last digits are lost above', 'zh-CN': '末位数字不精确，大于' },
  'stat.quantile': { en: 'Quantile', 'zh-CN': '分位数' },
  'stat.recorded': { en: 'Values recorded', 'zh-CN': '已记录的数值个数' },
  'stat.bucket': { en: 'Bucket', 'zh-CN': '分桶' },
  'stat.since-flush': { en: 'Since the last flush', 'zh-CN': '自上次刷新' },
} as const
