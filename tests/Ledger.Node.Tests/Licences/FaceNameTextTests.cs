using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class FaceNameTextTests
{
    [Theory]
    [InlineData("CZZTDMLXDM", "持证主体代码类型代码", "type of the holder's code")]
    [InlineData("CZZTDMLXDM_2", "持证主体代码类型代码（第 2 人）", "type of the holder's code (holder 2)")]
    [InlineData("CZZT_12", "持证主体（第 12 人）", "holder (holder 12)")]
    public void A_joint_holder_s_field_says_of_which_holder_it_is(string name, string chinese, string english) =>
        Assert.Equal((chinese, english), FaceNameText.Find(name));

    [Theory]
    [InlineData("KZ_MC")]
    [InlineData("KZ_CZZT")]
    [InlineData("X")]
    public void A_field_that_only_a_type_has_is_not_named_here(string name) => Assert.Null(FaceNameText.Find(name));
}
