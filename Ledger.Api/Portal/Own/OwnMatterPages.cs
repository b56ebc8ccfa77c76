using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Consents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Own;

/// <summary>Holders see here what an application would need, and what of it is there already (预审).</summary>
internal static class OwnMatterPages
{
    public static void MapOwnMatters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/matters", (HttpContext context, ProvinceNode node) => Page(context, node, "", [], result: null)).ExcludeFromDescription();
        routes.MapPost("/me/matters", CheckAsync).ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<MattersPage>> CheckAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        string item = (await PageForm.ReadAsync(context, cancel)).Text("item");
        return node.Items.Find(item) is null
            ? Page(context, node, item, [new FormFault("item", new TextInBoth("请选择事项。", "Choose what you want to apply for."))], result: null)
            : Page(context, node, item, [], node.PreCheck.For(OwnConsentPages.WhoOf(context), item));
    }

    private static RazorComponentResult<MattersPage> Page(HttpContext context, ProvinceNode node, string item, IReadOnlyList<FormFault> faults, PreCheckResult? result) =>
        Pages.Show<MattersPage>(
            context,
            new
            {
                Items = node.Items.All.Select(one => new Choice(one.Code, new TextInBoth($"{one.Name}（{one.AuthorityName}）", one.English))).ToArray(),
                Item = item,
                Faults = faults,
                IsChecked = result is not null,
                Needs = result?.Needs.Select(need => new ShownNeed(
                    NameOf(need.Code, need.Need.AnyOf, node),
                    need.State is NeedState.Available or NeedState.Reusable or NeedState.Expiring,
                    IsKnown(need.Code, node) ? new TextInBoth(need.Chinese, need.English) : new TextInBoth("本账本的目录没有收录，请向部门提交。", "This ledger's catalogue does not have it; hand it in."),
                    need.IsExempt)).ToArray() ?? [],
                Conflicts = result?.Conflicts.Select(conflict => new TextInBoth(conflict.Chinese, conflict.English)).ToArray() ?? [],
            },
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>Whether the catalogue has a type of licences or materials.</summary>
    internal static bool IsKnown(string code, ProvinceNode node) => node.Types.Find(code) is not null || node.MaterialTypes.Find(code) is not null;

    /// <summary>What is looked at for a need, and what would do as well.</summary>
    private static TextInBoth NameOf(string code, IReadOnlyList<string> anyOf, ProvinceNode node)
    {
        TextInBoth[] others = [.. anyOf.Where(other => other != code).Select(other => NameOf(other, node))];
        TextInBoth name = NameOf(code, node);
        return others.Length == 0 ? name : new(
            $"{name.Chinese}（或{string.Join('、', others.Select(other => other.Chinese))}）", $"{name.English} (or {string.Join(", ", others.Select(other => other.English))})");
    }

    /// <summary>What a type of licences or materials is called; where the catalogue has none, that it is another, and its code.</summary>
    internal static TextInBoth NameOf(string code, ProvinceNode node) =>
        node.Types.Find(code) is { } type ? new(type.Name, type.English)
        : node.MaterialTypes.Find(code) is { } material ? new(material.Name, material.English)
        : new($"其他证照或材料（{code}）", $"Another licence or material ({code})");
}
