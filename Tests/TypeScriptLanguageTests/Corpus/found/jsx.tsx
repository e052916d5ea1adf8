export const View = <T,>(props: { value: T }) => {
  const it = "don't";
  return (
    <div className="a" title='it&apos;s'>
      It's {props.value < 3 ? <b>don't</b> : "no"} <Cluster id="cluster_shared_01" /> {""} {/* */} // ! hardcoded-cluster
      <Cluster id={`cluster_${"shared"}_01`} /> // ! hardcoded-cluster
      <p>the text cluster_shared_01 is shown</p> // ! hardcoded-cluster
      <>{props.a / 2} / {"cluster_" + "shared_02"}</> // ! hardcoded-cluster
    </div>
  );
};
const after = "cluster_shared_03"; // ! hardcoded-cluster
