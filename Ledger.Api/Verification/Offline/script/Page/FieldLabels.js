/** The common items on the face of a licence (照面, GB/T 36903-2018) by their national short names, each as [Chinese, English]. */
export const FieldLabels = {
  ZZMC: ['证照名称', 'Name of the licence'],
  ZZLXDM: ['证照类型代码', 'Type code'],
  ZZBH: ['证照编号', 'Number'],
  ZZBS: ['证照标识', 'Identifier'],
  ZZBFJG: ['证照颁发机构', 'Issuing authority'],
  ZZBFJGDM: ['证照颁发机构代码', "Issuing authority's code"],
  ZZBFRQ: ['证照颁发日期', 'Date of issue'],
  CZZT: ['持证主体', 'Holder'],
  CZZTDM: ['持证主体代码', "Holder's code"],
  CZZTDMLXDM: ['持证主体代码类型代码', "Kind of the holder's code"],
  ZZYXQQSRQ: ['证照有效期起始日期', 'Valid from'],
  ZZYXQJZRQ: ['证照有效期截止日期', 'Valid to'],
};
