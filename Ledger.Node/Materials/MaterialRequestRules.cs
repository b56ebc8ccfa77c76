using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Materials;

/// <summary>What must hold of what is said about a file, before a byte of the file is taken in.</summary>
internal static class MaterialRequestRules
{
    /// <summary>Checks all of it.</summary>
    /// <param name="request">What is said.</param>
    /// <param name="types">The catalogue.</param>
    /// <param name="mayClaim">可信等级 that the sending system may claim.</param>
    /// <param name="today">The day it is in China.</param>
    /// <returns>The material's type.</returns>
    /// <exception cref="LedgerException">Everything that is wrong with it.</exception>
    public static MaterialType Check(MaterialRequest request, MaterialTypes types, IReadOnlyCollection<TrustLevel> mayClaim, DateOnly today)
    {
        MaterialType? type = types.Find(request.Type);
        FieldRefusal[] refusals =
        [
            .. type is null
                ? [Refusal("/type", "没有登记此材料目录编码。", "This material type is not registered.")]
                : OfType(request, type, today).Concat(MaterialFieldRules.Refusals(request.Fields, type)),
            .. MaterialCommonRules.OfHolder(request.Holder, type),
            .. OfLevel(request, mayClaim),
            .. MaterialCommonRules.OfTexts(request.Name, request.CaseNumber, request.Operator),
            .. OfSource(request),
        ];
        return refusals.Length == 0 ? type! : throw new LedgerException(refusals);
    }

    private static IEnumerable<FieldRefusal> OfType(MaterialRequest request, MaterialType type, DateOnly today)
    {
        if (!type.Levels.Contains(request.Level))
        {
            string levels = string.Join(", ", type.Levels.Select(level => level.Code()));
            yield return Refusal("/level", $"此类材料的可信等级只有 {levels}。", $"Materials of this type have level {levels} only.");
        }

        if (request.Dated > today)
        {
            yield return Refusal("/dated", "材料日期不能晚于今天。", "A material is not of a day to come.");
        }

        if (request.ValidTo is null && MaterialTerm.NeedsStated(type.Validity))
        {
            yield return new FieldRefusal("/validTo", LedgerError.MissingField, "此类材料须写明失效日期。", "Materials of this type state their last day.");
        }

        if (MaterialTerm.LastDay(type.Validity, request.Dated ?? today, request.ValidTo) < today)
        {
            yield return Refusal("/validTo", "材料已过期。", "The material has expired.");
        }

        if (request.CaseNumber is null && type.Validity.Until is MaterialEnd.CaseEnd)
        {
            yield return new FieldRefusal("/caseNumber", LedgerError.MissingField, "此类材料只用于一个办件。", "Materials of this type are of one case.");
        }
    }

    private static IEnumerable<FieldRefusal> OfLevel(MaterialRequest request, IReadOnlyCollection<TrustLevel> mayClaim)
    {
        if (!mayClaim.Contains(request.Level))
        {
            yield return new FieldRefusal("/level", LedgerError.NotAllowed, "此系统不得声明该可信等级。", "This system may not claim this level.");
        }

        if (!MediaTypes.All.Contains(request.MediaType))
        {
            yield return Refusal("/mediaType", $"文件类型应为：{string.Join('、', MediaTypes.All)}。", $"A file is one of: {string.Join(", ", MediaTypes.All)}.");
        }
        else if (request.Level is TrustLevel.A && !MediaTypes.CanBeSigned(request.MediaType))
        {
            yield return Refusal("/level", "A 级材料应为可带签名的 PDF 或 OFD。", "A material of level A is a PDF or OFD, which can carry its source's signature.");
        }
    }

    private static IEnumerable<FieldRefusal> OfSource(MaterialRequest request)
    {
        if (!StuffCodes.Types.Has(request.StuffType))
        {
            yield return Refusal("/stuffType", "材料收取方式应为 0 至 5。", "stuffType is 0 to 5.");
        }

        if (!StuffCodes.Sources.Has(request.StuffSource))
        {
            string codes = string.Join(", ", StuffCodes.Sources.Select(source => source.Code));
            yield return Refusal("/stuffSource", $"材料复用方式应为 {codes}。", $"stuffSource is one of {codes}.");
        }

        if (request.SourceLicenceId is string licence && !LicenceIdentifier.TryParse(licence, out _))
        {
            yield return Refusal("/sourceLicenseId", "不是证照标识。", "This is no licence identifier.");
        }

        if (request.SourceStuffId is string stuff && MaterialIdentifier.Find(stuff) is null)
        {
            yield return Refusal("/sourceStuffId", "不是电子材料标识。", "This is no material identifier.");
        }

        if (request.Replaces is string replaced && MaterialIdentifier.Find(replaced) is null)
        {
            yield return Refusal("/replaces", "不是电子材料标识。", "This is no material identifier.");
        }

        bool isOfLicence = request.StuffType == StuffCodes.FromLicence;
        if (isOfLicence != (request.SourceLicenceId is not null) || isOfLicence != (request.StuffSource == StuffCodes.LicenceLibrary))
        {
            yield return Refusal(
                "/stuffType", "证照库引用应写明证照标识和“通过电子证照库调取证照”，其他方式不写。",
                "What is taken from the licence library names the licence and that source, and nothing else does.");
        }
    }

    private static FieldRefusal Refusal(string field, string chinese, string english) => new(field, LedgerError.InvalidField, chinese, english);
}
