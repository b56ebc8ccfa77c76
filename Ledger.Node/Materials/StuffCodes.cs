namespace Ledger.Node.Materials;

/// <summary>The code lists by which the one-window interface says how a material came, and whether it was used again.</summary>
internal static class StuffCodes
{
    /// <summary>证照库引用, of <see cref="Types"/>.</summary>
    public const string FromLicence = "1";

    /// <summary>通过电子证照库调取证照, of <see cref="Sources"/>.</summary>
    public const string LicenceLibrary = "licence-library";

    /// <summary>未实现复用, of <see cref="Sources"/>.</summary>
    public const string NotReused = "not-reused";

    /// <summary>材料收取方式 (<c>stuffType</c>).</summary>
    public static IReadOnlyList<StuffCode> Types { get; } =
    [
        new("0", "上传电子文件", "uploaded file"),
        new(FromLicence, "证照库引用", "taken from the licence library"),
        new("2", "快递收取纸质", "paper by courier"),
        new("3", "窗口收取纸质", "paper at a window"),
        new("4", "网上申报信息", "statements made online"),
        new("5", "数据共享", "shared data"),
    ];

    /// <summary>材料复用方式 (<c>stuffSource</c>); the interface writes the Chinese words, ours have codes.</summary>
    public static IReadOnlyList<StuffCode> Sources { get; } =
    [
        new("data-sharing", "通过数据共享和网络核验", "by shared data, verified online"),
        new(LicenceLibrary, "通过电子证照库调取证照", "by a licence fetched from the library"),
        new(NotReused, "未实现复用", "not used again"),
    ];

    /// <summary>Whether a list has a code.</summary>
    public static bool Has(this IReadOnlyList<StuffCode> list, string code) => list.Any(entry => entry.Code == code);
}
