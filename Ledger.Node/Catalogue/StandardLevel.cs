namespace Ledger.Node.Catalogue;

/// <summary>标准级别: who laid down the standard that a type follows.</summary>
internal enum StandardLevel
{
    /// <summary>国家标准 or 国家工程标准.</summary>
    National,

    /// <summary>部门标准: a ministry, or an authority without a numbered standard.</summary>
    Ministry,

    /// <summary>地方标准: one province; such a type is recognised elsewhere only where a rule says so.</summary>
    Local,
}
