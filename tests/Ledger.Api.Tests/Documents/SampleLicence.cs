using System.Text;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents;

/// <summary>Invented licences with every kind of field.</summary>
internal static class SampleLicence
{
    /// <summary>The fonts are read once for all tests.</summary>
    public static FontCatalogue Fonts { get; } = FontCatalogue.Discover();

    public static PdfProperties Properties { get; } = new(
        "营业执照",
        "长宁区市场监督管理局（演示）",
        new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(8)),
        Encoding.ASCII.GetBytes("0123456789abcdef"),
        [
            new("ZZMC", "营业执照"),
            new("ZZBH", "91310105MADEM0011P"),
            new("ZZBS", "1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L"),
            new("CZZT", "上海澜川餐饮管理有限公司"),
        ]);

    public static IReadOnlyList<PdfAttachment> Attachments { get; } =
    [
        new("licence.json", "application/json", Encoding.UTF8.GetBytes("{\"name\":\"证照\"}"), PdfRelationship.Data, "证照文件"),
        new("status.json", "application/json", Encoding.UTF8.GetBytes("{\"v\":1}"), PdfRelationship.Supplement, "状态证明"),
    ];

    public static LicencePicture Business { get; } = new()
    {
        Title = "营业执照",
        Subtitle = "（副本）",
        Identifier = "1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L",
        NumberLabel = new("统一社会信用代码", "Unified social credit code"),
        Number = "91310105MADEM0011P",
        Fields =
        [
            new("名称", "上海澜川餐饮管理有限公司"),
            new("注册资本", "人民币壹佰万元整"),
            new("类型", "有限责任公司（自然人投资或控股）"),
            new("成立日期", "2024年03月18日"),
            new("法定代表人", "欧阳䶮𬭎"),
            new("营业期限", "2024年03月18日至不约定期限"),
            new("住所", "上海市长宁区㐀安路1788号3幢1205室（演示地址）"),
            new("经营范围", "许可项目：餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）一般项目：餐饮管理；企业管理咨询；外卖递送服务；食品销售（仅销售预包装食品）；厨具卫具及日用杂品零售；会议及展览服务；组织文化艺术交流活动。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"),
        ],
        IssuerLabel = new("登记机关", "Registration authority"),
        Issuer = "长宁区市场监督管理局（演示）",
        IssueDate = "2026年11月21日",
        SealName = "长宁区市场监督管理局（演示）",
        QrText = "https://licence.example/v/91310105MADEM0011P#7Q3K-9TXW-4M2B-H6ZR.0f3c5a6d7e8b9a10",
        CheckCode = "7Q3K-9TXW-4M2B-H6ZR",
        VerificationHint = "本电子证照与纸质证照具有同等法律效力。请扫描二维码，或在证照核验平台输入证照编号与查验码核验；"
            + "也可打开本文件的签名面板查看签名是否有效。",
    };

    public static LicencePicture Food { get; } = new()
    {
        Title = "食品经营许可证",
        Identifier = "1.2.156.3005.2.11100000MBDEM901XT002.11310105MBDEM0015E.JY23101050001234.001.Y",
        NumberLabel = new("许可证编号", "Licence number"),
        Number = "JY23101050001234",
        Fields =
        [
            new("经营者名称", "上海澜川餐饮管理有限公司"),
            new("统一社会信用代码", "91310105MADEM0011P"),
            new("法定代表人", "沈知夏"),
            new("主体业态", "餐饮服务经营者（大型餐馆）"),
            new("住所", "上海市长宁区仙霞路1788号3幢1205室（演示地址）"),
            new("经营场所", "上海市长宁区仙霞路1788号1幢101室、102室、103室及地下一层B101室（演示地址）"),
            new("经营项目", "预包装食品（含冷藏冷冻食品）销售；散装食品（含冷藏冷冻食品，含散装熟食）销售；热食类食品制售；冷食类食品制售；生食类食品制售；糕点类食品制售；自制饮品制售"),
            new("日常监督管理机构", "长宁区市场监督管理局仙霞市场监督管理所（演示）"),
            new("投诉举报电话", "12315"),
            new("签发人", "许清和"),
        ],
        Issuer = "长宁区市场监督管理局（演示）",
        IssueDate = "2026年11月21日",
        Validity = "2026年11月21日至2031年11月20日",
        SealName = "长宁区市场监督管理局（演示）",
        QrText = "https://licence.example/v/JY23101050001234#7Q3K-9TXW-4M2B-H6ZR.0f3c5a6d7e8b9a10",
        CheckCode = "7Q3K-9TXW-4M2B-H6ZR",
        VerificationHint = Business.VerificationHint,
    };

    /// <summary>The licence's PDF, with attachments.</summary>
    public static byte[] Write(LicencePicture picture, PdfSigner? signer = null) =>
        LicencePdf.Write(Fonts, picture, Properties, Attachments, signer);
}
