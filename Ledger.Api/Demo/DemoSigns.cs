namespace Ledger.Api.Demo;

/// <summary>What stands at the end of a demonstration: where the pages are, and who one can be there.</summary>
internal static class DemoSigns
{
    private static readonly (string Path, string Chinese, string English, string[] Subjects)[] Places =
    [
        ("/", "核验，无须登录", "verify, nobody signs in", []),
        ("/me", "我的证照", "my licences", ["citizen-1"]),
        ("/counter", "部门窗口", "a department's counter", ["clerk", "second-clerk"]),
        ("/counter/seals", "电子印章", "seals", ["sealing-officer", "second-sealing-officer"]),
        ("/operations", "运行状态", "operations", ["system-administrator"]),
        ("/audit", "审计日志", "the audit log", ["auditor"]),
    ];

    /// <summary>The lines, Chinese and English.</summary>
    /// <param name="portal">Address of the first node's start page.</param>
    /// <param name="provinces">Names and addresses of all nodes.</param>
    public static IReadOnlyList<string> Lines(Uri portal, IEnumerable<(string Name, Uri Address)> provinces) =>
    [
        "门户 / The portal:",
        .. Places.Select(place => $"  {new Uri(portal, place.Path),-38}{place.Chinese} / {place.English}{PeopleOf(place.Subjects)}"),
        "登录只需点选人物，无须口令。 / One signs in by choosing a person; there is no password.",
        $"各省市 / All provinces: {string.Join(" ", provinces.Select(province => $"{province.Name} {province.Address}"))}",
    ];

    private static string PeopleOf(string[] subjects) => subjects.Length == 0 ? "" : "：" + string.Join("、", subjects.Select(Name));

    private static string Name(string subject) => DemoPerson.All.Single(person => person.Subject == subject).Name;
}
