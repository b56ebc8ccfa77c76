using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>What must hold of the holders of a licence: how many, each once, each right in itself and of the kind that the type names.</summary>
internal static class LicenceHolderRules
{
    /// <summary>Everything wrong with the holders; no sentence repeats name or code.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="type">Its type; null where that is not known, and says nothing about holders.</param>
    public static IEnumerable<FieldRefusal> Refusals(IssueLicence request, LicenceType? type)
    {
        if (request.CoHolders.Count >= IssueLicence.MaximumHolders)
        {
            return
            [
                Refusal(
                    "/coHolders", $"持证主体最多 {IssueLicence.MaximumHolders} 个。",
                    $"A licence has {IssueLicence.MaximumHolders} holders at most."),
            ];
        }

        IEnumerable<FieldRefusal> each = request.Holders.SelectMany(
            (holder, place) => Refusals(holder, type, place == 0 ? "/holder" : $"/coHolders/{place - 1}"));
        bool areDifferent = request.Holders.DistinctBy(holder => (holder.CodeType, holder.Code)).Count() == request.CoHolders.Count + 1;
        return areDifferent ? each : each.Append(Refusal("/coHolders", "同一持证主体出现两次。", "A holder is named twice."));
    }

    private static List<FieldRefusal> Refusals(HolderIdentity holder, LicenceType? type, string place)
    {
        List<FieldRefusal> refusals = [.. HolderRules.Refusals(holder.CodeType, holder.Name, holder.Code, place)];
        if (refusals.Count == 0 && type?.Holders.Includes(HolderCodeType.Find(holder.CodeType)!.IsNaturalPerson) is false)
        {
            (string chinese, string english) = type.Holders is HolderKind.NaturalPerson
                ? ("此类证照的持证主体应为自然人。", "A licence of this type is held by a natural person.")
                : ("此类证照的持证主体应为法人或其他组织。", "A licence of this type is held by an organisation.");
            refusals.Add(Refusal($"{place}/codeType", chinese, english));
        }

        return refusals;
    }

    private static FieldRefusal Refusal(string pointer, string chinese, string english) =>
        new(pointer, LedgerError.InvalidField, chinese, english);
}
