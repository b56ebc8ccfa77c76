using System.Net;
using Ledger.Api.Security;

namespace Ledger.Api.Tests.Security;

/// <summary>The cells of people who signed in: each role, at every row, about things that are theirs and things that are not.</summary>
public sealed partial class AccessMatrixTests
{
    private async Task PeopleAsync(PermissionRow row)
    {
        foreach (MatrixPerson person in scene.People)
        {
            long before = scene.LogSize;
            if (!row.TakesSessions)
            {
                await AsAnyoneAsync(row, person);
            }
            else if (!person.MayCall(row))
            {
                Answer refused = await CallAsync(row, await person.ClientAsync(), scene.Things);
                Expect(row, person.Name, "is refused", refused, refused.Status == HttpStatusCode.Forbidden && refused["code"] == "not-allowed");
                Expect(row, person.Name, "writes nothing", null, IsUnwritten(row, before));
            }
            else if (OwnsThings(row, person))
            {
                await PersonActsAsync(row, person);
            }
            else
            {
                await PersonFindsNothingAsync(row, person);
                Expect(row, person.Name, "writes nothing", null, row.Method == "GET" ? IsUnwritten(row, before) : !NamesThing(row) || IsUnwritten(row, before));
            }

            if (row.Route.EndsWith("/end", StringComparison.Ordinal) || row.Route == "/sign-out")
            {
                person.Forget();
            }
        }
    }

    /// <summary>A session opens nothing where the table does not name one.</summary>
    private async Task AsAnyoneAsync(PermissionRow row, MatrixPerson person)
    {
        Answer answer = await CallAsync(row, await person.ClientAsync(), scene.Things);
        bool isSo = row.Role == Role.Anyone ? answer.Status == (await CallAsync(row, scene.Anyone, scene.Things)).Status
            : row.RefusesItself ? StatusOf(answer) == 11
            : answer.Status == HttpStatusCode.Unauthorized && answer["code"] == "not-authenticated";
        Expect(row, person.Name, "is answered as anyone is", answer, isSo);
    }

    private async Task PersonActsAsync(PermissionRow row, MatrixPerson person)
    {
        if (row.Condition.Reach == Reach.Own)
        {
            Answer absent = await CallAsync(row, await person.ClientAsync(), scene.Things.Absent());
            Expect(row, person.Name, "is told that there is no such thing", absent, IsAbsent(row, absent));
        }

        // The code is not the one that the holder was told: who gets so far is the holder.
        Answer own = await CallAsync(row, await person.ClientAsync(), scene.Things);
        bool isAdmitted = IsAdmitted(row, own) || IsNoParent(row, own) || (row.Route.EndsWith("/confirmation", StringComparison.Ordinal) && own.Text.Contains("验证码", StringComparison.Ordinal));
        Expect(row, person.Name, "is admitted", own, isAdmitted && !IsAbsent(row, own));
        if (row.Condition.Reach == Reach.OwnAmongAll && MarkOfPerson(row) is string mark)
        {
            Expect(row, person.Name, "sees their own", own, own.Text.Contains(mark, StringComparison.Ordinal));
        }
    }

    private async Task PersonFindsNothingAsync(PermissionRow row, MatrixPerson person)
    {
        Answer there = await CallAsync(row, await person.ClientAsync(), scene.Things);
        if (row.Condition.Reach == Reach.Own)
        {
            Answer nothing = await CallAsync(row, await person.ClientAsync(), scene.Things.Absent());
            Expect(row, person.Name, "finds nothing", there, IsAbsent(row, there));
            Expect(row, person.Name, "cannot tell it from what is not there", nothing, there.Status == nothing.Status && there.Text == nothing.Text);
        }
        else
        {
            bool sees = MarkOfPerson(row) is string mark && there.Text.Contains(mark, StringComparison.Ordinal);
            Expect(row, person.Name, "sees nothing of others'", there, (IsAdmitted(row, there) || IsNoParent(row, there)) && (row.Condition.Reach == Reach.Open || !sees));
        }
    }

    // Nobody of the matrix has a child: who gets so far has been let in.
    private static bool IsNoParent(PermissionRow row, Answer answer) =>
        (row.Route.EndsWith("/minors/uses", StringComparison.Ordinal) || row.Route.EndsWith("/acting", StringComparison.Ordinal)) && answer.Text.Contains("出生医学证明", StringComparison.Ordinal);

    // The renewal is the other authority's.
    private static bool OwnsThings(PermissionRow row, MatrixPerson person) =>
        person.IsOwner != (row.Staff is not null && row.Route.StartsWith("/api/v1/renewal", StringComparison.Ordinal));

    private static bool NamesThing(PermissionRow row) => row.Condition.Reach == Reach.Own;

    /// <summary>By what one sees that a list has a thing of the matrix; null where it has none that is told from others.</summary>
    private string? MarkOfPerson(PermissionRow row) => row.Route switch
    {
        "/api/v1/me/licences" or "/me" => scene.Things.Licence,
        "/api/v1/me/consents" => scene.Things.Consent,
        "/api/v1/me/consent-requests" => scene.Things.Waiting,
        _ when row.Staff is not null => MarkOf(row),
        _ => null,
    };
}
