/** Words of comparing two dumps: istiod's with Envoy's, one pod's with another's, now with before. */
export const compareWords = {
  'compare.equal': { en: 'Equal', 'zh-CN': '相同' },
  'compare.differing': { en: 'Different', 'zh-CN': '有差异' },
  'compare.only-left': { en: 'Only on the left', 'zh-CN': '仅左侧有' },
  'compare.only-right': { en: 'Only on the right', 'zh-CN': '仅右侧有' },
  'compare.path': { en: 'Path', 'zh-CN': '路径' },
  'compare.because.bootstrap': {
    en: 'Envoy’s own bootstrap; istiod does not hold it',
    'zh-CN': 'Envoy 自身的 bootstrap，istiod 不持有',
  },
  'compare.because.secret': {
    en: 'Comes from the agent over SDS; istiod does not hold it',
    'zh-CN': '由 agent 通过 SDS 下发，istiod 不持有',
  },
  'compare.because.static': {
    en: 'Static, from the bootstrap; istiod does not send it',
    'zh-CN': '来自 bootstrap 的静态配置，不由 istiod 下发',
  },
  'compare.because.inline': {
    en: 'Written inside a listener, and compared there',
    'zh-CN': '内联在监听器中，随监听器一并比较',
  },
  'compare.because.no-eds': {
    en: 'Endpoints of a cluster without EDS, which Envoy lists on its own',
    'zh-CN': '非 EDS 集群的端点，由 Envoy 自行列出',
  },
  'compare.because.warming': {
    en: 'Warming: Envoy has it, but does not use it yet',
    'zh-CN': '预热中：Envoy 已收到，但尚未使用',
  },
  'compare.because.draining': {
    en: 'Draining: replaced or removed, while connections end',
    'zh-CN': '排空中：已被替换或移除，正等待连接结束',
  },
  'compare.because.rejected': {
    en: 'Envoy did not take this update',
    'zh-CN': 'Envoy 拒绝了此更新',
  },
} as const

export type CompareWordId = keyof typeof compareWords
