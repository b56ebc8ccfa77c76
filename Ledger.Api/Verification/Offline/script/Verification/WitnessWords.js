const auditor = '/map-auditor';
const known = new Map([
  ['shanghai', '上海'], ['jiangsu', '江苏'], ['zhejiang', '浙江'], ['anhui', '安徽'],
  ['provinces', '各省市'], ['witnesses', '见证方'], ['auditors', '重算方'], ['all', '全部'],
]);

/** The name that a trust policy gives to a witness or a group, in Chinese; as it is where it is none of those that the set-up gives. */
export function witnessWords(name) {
  const own = name.endsWith(auditor) ? known.get(name.slice(0, -auditor.length)) : undefined;
  return own === undefined ? known.get(name) ?? name : `${own}（重算）`;
}
