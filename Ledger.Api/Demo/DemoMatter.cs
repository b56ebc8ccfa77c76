namespace Ledger.Api.Demo;

/// <summary>For what a department of another province uses a licence, and who lets it.</summary>
/// <param name="Person">Who signs in, by <see cref="DemoPerson.Subject"/>.</param>
/// <param name="Holder">The holder for whom they do.</param>
/// <param name="Type">Type code of the licence.</param>
/// <param name="Item">事项: its 实施编码.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Use">What the licence is used for.</param>
/// <param name="Case">业务流水号.</param>
internal sealed record DemoMatter(string Person, DemoHolder Holder, string Type, string Item, string ItemName, string Use, string Case)
{
    /// <summary>Whose item it is: the authority that uses the licence.</summary>
    public DemoAuthority Authority => DemoWorld.Authorities.Single(authority => Item.StartsWith(authority.Code, StringComparison.Ordinal));

    /// <summary>A company of Shanghai applies in Jiangsu; its person acts for it.</summary>
    public static DemoMatter Freight { get; } = new(
        "citizen-1", DemoWorld.Holders[0], "11100000MBDEM901XT001", "11320000MBDEM1034B2320118033000", "道路货物运输经营许可", "核验申请人主体资格", "DEMO-2026-0001");

    /// <summary>A home in Jiangsu is transferred; its owner lives there, and moves to Zhejiang.</summary>
    public static DemoMatter Transfer { get; } = new(
        "citizen-3", DemoWorld.Holders.Single(holder => holder.Name == "周慕白"), "11100000MB03271699001", "11330100MBDEM2029A3330715009001", "不动产转移登记", "核验不动产权属", "DEMO-2026-0002");
}
