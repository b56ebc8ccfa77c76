using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Demo;

/// <summary>
/// What the guide needs besides the companies' licences of Shanghai: the birth certificate of a child, for whom a parent acts; and for its five stories a floor plan
/// that a renewal uses again, a marriage certificate in Zhejiang, a home purchase contract in Anhui and a certificate of deposits in Jiangsu, all of one person of Shanghai; and a property certificate in Jiangsu that Zhejiang has used.
/// </summary>
/// <param name="nodes">The provinces' nodes, as <see cref="DemoWorld.Provinces"/> has them.</param>
internal sealed class DemoStories(IReadOnlyList<DemoNode> nodes)
{
    private static readonly DemoHolder Clinic = DemoWorld.Holders.Single(holder => holder.Name == "上海普惠康门诊部有限公司");
    private static readonly DemoHolder Shen = DemoWorld.Holders.Single(holder => holder.Name == "沈知夏");

    private DemoNode Shanghai => nodes[0];

    private DemoNode Jiangsu => nodes[1];

    private DemoNode Zhejiang => nodes[2];

    private DemoNode Anhui => nodes[3];

    /// <summary>Enters it all.</summary>
    /// <returns>Whether it stands, and a sentence.</returns>
    public async Task<(bool Held, string Detail)> PrepareAsync(CancellationToken cancel)
    {
        DateOnly today = LicenceDate.InChina(TimeProvider.System.GetUtcNow());
        await Shanghai.IssueAsync(DemoSamples.Of("birth-certificate", today), cancel);
        await Shanghai.HandInAsync(Material(Clinic, "CL030101", "经营场所平面图.pdf", fields: null, level: "c"), Pdf("Floor plan of the premises"), "demo-plan", cancel);
        await Task.WhenAll(new[] { Jiangsu, Zhejiang, Anhui }.Select(node => node.RegisterAsync(Shen, cancel)));
        await Zhejiang.IssueAsync(DemoSamples.Of("marriage-certificate", today), cancel);
        await Anhui.HandInAsync(Material(Shen, "CL040102", "购房合同.pdf", Contract(today)), Pdf("Home purchase contract HF-2026-008812"), "demo-contract", cancel);
        await Jiangsu.HandInAsync(Material(Shen, "CL040101", "缴存使用证明.pdf", fields: null), Pdf("Certificate of housing fund deposits"), "demo-deposits", cancel);

        DemoLicence property = DemoSamples.Of("property-certificate", today);
        foreach (DemoHolder owner in property.CoHolders.Prepend(property.Holder))
        {
            await Jiangsu.RegisterAsync(owner, cancel);
        }

        string licence = (string)(await Jiangsu.IssueAsync(property, cancel))["identifier"]!;
        (bool held, _) = await new DemoUse(Jiangsu, Zhejiang).RunAsync(DemoSetUp.Running[1], DemoSetUp.Running[2], licence, DemoMatter.Transfer, cancel);
        return (held, $"a marriage in Zhejiang, a home in Anhui, deposits in Jiangsu stand for the first of the five stories; for the last a home in Jiangsu {(held ? "was used" : "was not used")} by Zhejiang");
    }

    private static JsonObject Material(DemoHolder holder, string type, string name, JsonObject? fields, string level = "a")
    {
        JsonObject material = new()
        {
            ["type"] = type,
            ["holder"] = new JsonObject { ["name"] = holder.Name, ["codeType"] = holder.CodeType, ["code"] = holder.Code },
            ["name"] = name,
            ["mediaType"] = "application/pdf",
            ["level"] = level,
            ["caseNumber"] = "DEMO-2026-0003",
            ["stuffType"] = "0",
            ["operator"] = "clerk-1",
        };
        if (fields is not null)
        {
            material["fields"] = fields;
        }

        return material;
    }

    private static JsonObject Contract(DateOnly today) => new()
    {
        ["BH"] = "HF-2026-008812",
        ["CMF"] = "合肥云杉置业有限公司",
        ["MSRXM"] = Shen.Name,
        ["FWZL"] = "安徽省合肥市蜀山区望江西路900号6幢1801室",
        ["FWMJ"] = "101.80",
        ["HTJE"] = "2180000",
        ["BASJ"] = DemoWorld.Text(today.AddDays(-50)),
        ["HTZT"] = "已备案",
    };

    /// <summary>A page with one line of ASCII.</summary>
    private static byte[] Pdf(string line)
    {
        string drawing = $"BT /F1 18 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {drawing.Length} >>\nstream\n{drawing}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        StringBuilder file = new("%PDF-1.7\n");
        List<int> offsets = [];
        foreach ((int index, string one) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append(index + 1).Append(" 0 obj\n").Append(one).Append("\nendobj\n");
        }

        int table = file.Length;
        file.Append("xref\n0 ").Append(objects.Length + 1).Append("\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(offset.ToString("D10", System.Globalization.CultureInfo.InvariantCulture)).Append(" 00000 n \n"));
        file.Append("trailer\n<< /Size ").Append(objects.Length + 1).Append(" /Root 1 0 R >>\nstartxref\n").Append(table).Append("\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
