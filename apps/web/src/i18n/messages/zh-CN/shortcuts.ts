import type { shortcuts as english } from '../en/shortcuts.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const shortcuts: TranslationOf<typeof english> = {
  title: '键盘快捷键',
  search: '搜索快捷键',
  close: '关闭',
  none: '没有与“{{query}}”匹配的快捷键。',
  places: {
    explorer: '在资源管理器中',
    chart: '在图上',
    everywhere: '任何位置',
  },
  tree: {
    move: '移动',
    sides: '展开、收起分支；展开所有同级分支',
    type: '输入名称开头的字母即可跳转',
    enter: '打开 Pod',
  },
  chart: {
    move: '移到该方向上最近的部分',
    enter: '选中该部分并显示其依据',
    escape: '取消选中',
  },
  everywhere: {
    menu: '打开焦点所在对象的上下文菜单',
    tab: '移到下一个或上一个元素',
  },
  browser: {
    title: '浏览器保留的按键',
    kept: 'Ctrl+W、Ctrl+T、Ctrl+N 和 Ctrl+Tab 始终由浏览器处理，这里改用 Alt：Alt+W 关闭标签页，Alt+Shift+T 重新打开，Alt+PageUp 和 Alt+PageDown 切换标签页。Firefox 还保留了 Ctrl+Shift+P，请改用 F1。VS Code 中以 Ctrl+K 开头的组合键，这里以 Alt+K 开头。',
    frames: '焦点位于原始页面内时，按键由该页面处理；按 Tab 或点击页面之外即可恢复。',
    layouts: '字母按键盘布局实际输入的字符识别；布局不输入拉丁字母时，按英文键盘上的位置识别。',
  },
}
