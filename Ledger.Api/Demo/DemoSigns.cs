namespace Ledger.Api.Demo;

/// <summary>What stands at the end of a demonstration: where the pages are, and who one can be there.</summary>
internal static class DemoSigns
{
    /// <summary>Name of the file on whose page the registered capital is ten times what was signed, in the demonstration's folder.</summary>
    public const string ForgedFile = "forged.pdf";

    private static readonly (string Path, string Chinese, string English, string[] Subjects)[] Places =
    [
        ("/", "核验，无须登录", "verify, nobody signs in", []),
        ("/me", "我的证照", "my licences", ["citizen-1"]),
        ("/counter", "部门窗口", "a department's counter", ["clerk", "second-clerk"]),
        ("/counter/seals", "电子印章", "seals", ["sealing-officer", "second-sealing-officer"]),
        ("/operations", "运行状态", "operations", ["system-administrator"]),
        ("/security", "人员会话", "sessions", ["security-administrator"]),
        ("/audit", "审计日志", "the audit log", ["auditor"]),
    ];

    // Who begins where; the guide goes through each. Every second place is where it goes on.
    private static readonly (string Chinese, string English, (string Person, int Province, string Path)[] Places)[] Stories =
    [
        ("异地购房提取公积金：一次授权，三省来源", "a home elsewhere: one consent for what three provinces hold", [("沈知夏", 0, "/me/matters"), ("沈知夏", 0, "/me/consents")]),
        ("25 日后到期的许可证：一次确认即延续", "a licence that ends in 25 days, renewed by one confirmation", [("陆景明", 0, "/me"), ("窗口人员", 0, "/counter/renewals")]),
        ("企业迁址：相关许可证得到提示", "a company moves: what depends on its address is flagged", [("窗口人员", 0, "/counter/licences")]),
        ("伪造的文件，处处无效", "a forged file, not valid anywhere", [("", 0, "/")]),
        ("房屋面积有误：异议、更正，外省即知", "a wrong area: objected to, put right, and known elsewhere", [("周慕白", 1, "/me/uses"), ("窗口人员", 1, "/counter/licences"), ("", 2, "/")]),
    ];

    private static DemoLicence Birth => DemoSamples.Of("birth-certificate", DateOnly.MinValue);

    /// <summary>The lines, Chinese and English.</summary>
    /// <param name="portal">Address of the first node's start page.</param>
    /// <param name="fund">Address of the system of the first story's housing fund.</param>
    /// <param name="provinces">Names and addresses of all nodes.</param>
    /// <param name="folder">The demonstration's folder.</param>
    public static IReadOnlyList<string> Lines(Uri portal, Uri fund, IReadOnlyList<(string Name, Uri Address)> provinces, string folder) =>
    [
        "门户 / The portal:",
        .. Places.Select(place => $"  {new Uri(portal, place.Path),-38}{place.Chinese} / {place.English}{PeopleOf(place.Subjects)}"),
        "登录只需点选人物，无须口令。 / One signs in by choosing a person; there is no password.",
        $"沈知夏可为女儿{Birth.Holder.Name}办理，身份号码 {Birth.Holder.Code} / 沈知夏 may act for her daughter {Birth.Holder.Name}, citizen number {Birth.Holder.Code}: {new Uri(portal, "/me/acting")}",
        $"各省市 / All provinces: {string.Join(" ", provinces.Select(province => $"{province.Name} {province.Address}"))}",
        "五个故事，逐步说明见 docs/guide/stories.zh-CN.md / Five stories, step by step in docs/guide/stories.md:",
        .. Stories.Index().Select(story => $"  {story.Index + 1} {story.Item.Chinese} / {story.Item.English}：{string.Join(" → ", story.Item.Places.Select(place => PlaceOf(place, provinces)))}"),
        $"    1: {fund} 苏州公积金中心的业务系统，授权后在此调取 / the fund's own system, which reads what was allowed",
        $"    4: {Path.Combine(folder, ForgedFile)}",
    ];

    private static string PlaceOf((string Person, int Province, string Path) place, IReadOnlyList<(string Name, Uri Address)> provinces) =>
        $"{place.Person} {new Uri(provinces[place.Province].Address, place.Path)}".TrimStart();

    private static string PeopleOf(string[] subjects) => subjects.Length == 0 ? "" : "：" + string.Join("、", subjects.Select(Name));

    private static string Name(string subject) => DemoPerson.All.Single(person => person.Subject == subject).Name;
}
