using Ledger.Node.Licences;
using Ledger.Node.Renewals;

namespace Ledger.Node.Tests.Renewals;

public sealed class RenewalScenarioTests
{
    [Fact]
    public async Task A_clinic_whose_licence_ends_in_25_days_is_renewed_by_one_confirmation()
    {
        await using RenewalLedger world = new();
        string old = await world.IssueCheckedAsync();

        // 草案: filled in for the clinic, with everything looked at again.
        RenewalDraft draft = world.Draft(old);
        Assert.True(draft.CanBeConfirmed);
        Assert.Equal("2026-03-27 至 2031-03-26", draft.Term.ToString());
        Assert.Equal("2031-03-26", draft.Fields.Single(field => field.Key == "YXQZ").Value);
        Assert.Equal("内科；口腔科；中医科", draft.Fields.Single(field => field.Key == "ZLKM").Value);
        Assert.Equal(
            ["state passed", "face passed", "not-flagged passed", "annual-check passed", "holder-in-force to-be-checked",
                "materials/CL030101 to-be-checked", "materials/CL030102 to-be-checked"],
            draft.Checks.Select(check => $"{check.Code} {check.Result.Code()}"));

        // 确认: the holder agrees to what was shown; the department answers for what only it can check.
        IssuedLicence renewed = await world.ConfirmAsync(draft, "one click", RenewalLedger.LeftToTheDepartment);

        Assert.Equal((2, LicenceAct.Renewal, old), (renewed.Licence.Identifier.Version, renewed.Licence.Act, renewed.Licence.Previous));
        Assert.Equal("2026-03-01 至 2031-03-26", renewed.Licence.Validity.ToString());
        Assert.Equal(LicenceState.Valid, world.Ledger.Register.StateOf(renewed.Licence));
        Licence before = world.Read(old);
        Assert.Equal((RevocationReason.Superseded, renewed.Licence.Handle), (before.EndedBy, before.SuccessorHandle));

        // Who confirmed what is kept, but sealed.
        DecisionDetails details = world.Ledger.Register.Open(RenewalLedger.Authority, renewed.Licence.Identifier.ToString()).Decision;
        Assert.Equal(("clerk-7", "suishenban-4711"), (details.Operator, details.ConfirmedBy));
        Assert.Equal(draft.Digest.ToArray(), details.RestsOnSm3.ToByteArray());
        Assert.Equal(RenewalLedger.LeftToTheDepartment, details.Checked);
        Assert.DoesNotContain("suishenban", System.Text.Encoding.Latin1.GetString(world.Ledger.Parties.StoredBytes()), StringComparison.Ordinal);

        world.Ledger.Parties.RequireReplay();
    }
}
